//! What is logged, and where to: standard error, as text or JSON.
//!
//! Logs hold route templates, never paths, queries, codes, tokens or bodies. Other people's crates know no such rule
//! once they go into detail, so only our own events are ever heard below `info`, whatever the filter asks for.
use std::io::{self, IsTerminal};

use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::{EnvFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::{SubscriberInitExt, TryInitError};

use crate::config::{Config, LogFormat};

/// Starts logging for the whole process. Fails when it has been started before.
pub fn start(config: &Config) -> Result<(), TryInitError> {
    subscriber(config.log_format, &config.log, io::stderr).try_init()
}

fn subscriber(
    format: LogFormat,
    filter: &str,
    writer: impl for<'w> MakeWriter<'w> + Send + Sync + 'static,
) -> impl Subscriber + Send + Sync {
    let lines = tracing_subscriber::fmt::layer().with_writer(writer);
    let lines = match format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).boxed(),
        LogFormat::Json => lines.json().boxed(),
    };
    // Of a certificate it refuses this one speaks up by itself, in the middle of what we say of it.
    let ours = Targets::new()
        .with_default(LevelFilter::INFO)
        .with_target("roomkey", LevelFilter::TRACE)
        .with_target("rustls_platform_verifier", LevelFilter::OFF);
    tracing_subscriber::registry().with(lines.with_filter(ours).with_filter(EnvFilter::new(filter)))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The lines that are logged, as JSON, while `act` runs.
    pub(crate) fn logged(filter: &str, act: impl FnOnce()) -> Vec<serde_json::Value> {
        let paper = Paper::default();
        let writer = paper.clone();
        tracing::subscriber::with_default(subscriber(LogFormat::Json, filter, move || writer.clone()), act);
        let text = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn other_crates_are_never_heard_in_detail() {
        let lines = logged("trace", || {
            tracing::debug!(target: "hyper::proto", "a body");
            tracing::debug!(target: "roomkey::http", "ours, in detail");
            tracing::info!(target: "hyper::proto", "theirs, in short");
            tracing::error!(target: "rustls_platform_verifier::verification::others", "a fault that we name");
        });
        let heard: Vec<_> = lines.iter().map(|line| &line["fields"]["message"]).collect();
        assert_eq!(heard, ["ours, in detail", "theirs, in short"]);
    }

    #[test]
    fn the_filter_asks_for_less() {
        let lines = logged("warn,roomkey::storage=debug", || {
            tracing::info!(target: "roomkey::http", "too much");
            tracing::debug!(target: "roomkey::storage", "asked for");
            tracing::warn!(target: "sqlx", "important");
        });
        let heard: Vec<_> = lines.iter().map(|line| &line["fields"]["message"]).collect();
        assert_eq!(heard, ["asked for", "important"]);
    }
}
