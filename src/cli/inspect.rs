//! `roomkey inspect`
use std::io::{self, Read, Write};
use std::process::ExitCode;

use clap::Args;

use super::{Sentence, open, reader, went_wrong};
use crate::config::Config;
use crate::domain::pasted::Pasted;
use crate::services::inspect::{self, Asker, Inspection, Outcome};
use crate::text::inspection::{self, Fact};

#[derive(Args)]
pub(super) struct Inspect {
    /// The link, its token, or any text with a link in it; `-` reads it from standard input, which keeps it out of the
    /// shell's history and the list of processes
    #[arg(allow_hyphen_values = true)]
    link: String,
}

impl Inspect {
    /// Succeeds only if the link works.
    pub(super) async fn run(self, config: Config) -> Result<ExitCode, Sentence> {
        let link = if self.link == "-" { read()? } else { self.link };
        if link.trim().is_empty() {
            return Err("there is nothing to inspect".into());
        }
        if link.len() > Pasted::LIMIT {
            return Err(format!("this is longer than {} bytes: inspect the link alone", Pasted::LIMIT).into());
        }
        let services = open(config).await?;
        let found = Box::pin(inspect::inspect(&services, Asker::KeyHolder, &link)).await;
        services.storage.close().await;
        let found = found.map_err(|internal| went_wrong(&internal))?;
        writeln!(io::stdout(), "{}", lines(&found))?;
        Ok(if found.verdict.outcome() == Outcome::Works { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn read() -> Result<String, Sentence> {
    let mut bytes = Vec::new();
    // One more shows that it is too long.
    io::stdin().lock().take(Pasted::LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The sentence, then what was found, as on the page. Times are this machine's.
fn lines(found: &Inspection) -> String {
    let reader = reader();
    let t = reader.text;
    let line = |fact: Fact| format!("{}: {}", fact.label, fact.value);
    let mut lines = vec![inspection::sentence(&reader, found)];
    lines.extend(inspection::facts(&reader, found).into_iter().map(line));
    lines.extend(inspection::notices(t, found));
    if let Some(findings) = &found.findings {
        let design = inspection::design(t, findings).into_iter().map(line);
        let faults = inspection::design_faults(&reader, findings).into_iter().map(|(what, why)| format!("{what}: {why}"));
        lines.extend(design.chain(faults).map(|line| format!("{}: {line}", t.get("inspect-design"))));
    }
    lines.join("\n")
}
