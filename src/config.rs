//! Settings: command line, then `ROOMKEY_…` in the environment, then a TOML file, then the default.
mod public_url;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use tracing_subscriber::EnvFilter;

use crate::keyring::Key;

pub use public_url::{PublicUrl, PublicUrlError};

/// The settings file that is read from the data folder when no other is named.
const FILE_IN_DATA_DIR: &str = "roomkey.toml";

/// Settings as a person wrote them, on the command line or in the environment. An empty value counts as not set.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Settings {
    /// Address and port to serve on
    #[arg(long, global = true, value_name = "ADDRESS:PORT", env = "ROOMKEY_LISTEN", hide_env_values = true)]
    pub listen: Option<String>,
    /// Folder of the database and the key file; created if missing
    #[arg(long, global = true, value_name = "FOLDER", env = "ROOMKEY_DATA_DIR", hide_env_values = true)]
    pub data_dir: Option<String>,
    /// Where people reach the portal, such as `https://rooms.example.org`
    #[arg(long, global = true, value_name = "URL", env = "ROOMKEY_PUBLIC_URL", hide_env_values = true)]
    pub public_url: Option<String>,
    /// Proxies that may say who a client is and how it came: addresses or networks such as 10.0.0.0/8, with commas between
    #[arg(
        long,
        global = true,
        value_name = "NETWORKS",
        env = "ROOMKEY_TRUSTED_PROXY",
        hide_env_values = true,
        value_delimiter = ','
    )]
    pub trusted_proxy: Vec<String>,
    /// The sandbox's room API over HTTP: on, off, or auto (on while the public URL is this machine)
    #[arg(long, global = true, value_name = "CHOICE", env = "ROOMKEY_SANDBOX_API", hide_env_values = true)]
    pub sandbox_api: Option<String>,
    /// What to log, such as `info` or `roomkey=debug`
    #[arg(long, global = true, value_name = "FILTER", env = "ROOMKEY_LOG", hide_env_values = true)]
    pub log: Option<String>,
    /// Form of the log: text or json
    #[arg(long, global = true, value_name = "FORM", env = "ROOMKEY_LOG_FORMAT", hide_env_values = true)]
    pub log_format: Option<String>,
    /// TOML file with any of these settings (default: `roomkey.toml` in the data folder, if there is one)
    #[arg(long, global = true, value_name = "FILE", env = "ROOMKEY_CONFIG", hide_env_values = true)]
    pub config: Option<String>,
}

/// Everything that can be set, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Address and port to serve on.
    pub listen: SocketAddr,
    /// Folder of the database and the key file.
    pub data_dir: PathBuf,
    /// What seals secrets, in the place of a key file. From the environment alone: a command line can be seen by others.
    pub key: Option<Key>,
    /// Where people reach the portal: every link starts with it.
    pub public_url: PublicUrl,
    /// Proxies that may say who a client is and how it came.
    pub trusted_proxy: Vec<IpNet>,
    /// Whether the sandbox's room API is served over HTTP.
    pub sandbox_api: bool,
    /// What is logged: a filter that [`EnvFilter`] accepts.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
}

/// Form of the log on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// A line for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Why the settings cannot be used: each is one sentence that names the setting and the value.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value that the setting does not take.
    #[error("the setting {name} is {value:?}, which is {wants}")]
    Value {
        /// The setting, as written in the settings file.
        name: &'static str,
        /// What was given.
        value: String,
        /// What is wrong with it, and what the setting takes.
        wants: String,
    },
    /// The settings file cannot be read.
    #[error("the settings file {path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The settings file is no TOML.
    #[error("the settings file {path} is not valid TOML: {message}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// What the parser says, in one line.
        message: String,
    },
    /// The key in the environment is none.
    #[error("ROOMKEY_KEY does not hold a key of 64 hexadecimal digits")]
    Key,
    /// The key stands in the settings file.
    #[error("the settings file {path} has the setting key, which belongs in the environment, as ROOMKEY_KEY")]
    KeyInFile {
        /// The file.
        path: PathBuf,
    },
    /// The settings file has a key that is no setting.
    #[error("the settings file {path} has the setting {name} = {value}, which does not exist here")]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The key.
        name: String,
        /// Its value.
        value: String,
    },
}

impl Config {
    /// Fills what is not set from the settings file and the defaults, and checks all of it.
    pub fn load(mut settings: Settings) -> Result<Self, ConfigError> {
        settings.drop_empty();
        settings.read_file()?;
        let listen = settings.listen()?;
        let public_url = match settings.public_url {
            None => PublicUrl::at(listen),
            Some(text) => text.parse().map_err(|error: PublicUrlError| wrong("public_url", &text, error.to_string()))?,
        };
        let trusted_proxy = settings.trusted_proxy.iter().map(|text| network(text)).collect::<Result<_, _>>()?;
        let sandbox_api = match settings.sandbox_api.as_deref() {
            None | Some("auto") => public_url.is_loopback(),
            Some("on") => true,
            Some("off") => false,
            Some(other) => return Err(wrong("sandbox_api", other, "none of on, off, auto")),
        };
        let log = settings.log.unwrap_or_else(|| "info".to_owned());
        if EnvFilter::try_new(&log).is_err() {
            return Err(wrong("log", &log, "no filter such as info or roomkey=debug"));
        }
        let log_format = match settings.log_format.as_deref() {
            None | Some("text") => LogFormat::Text,
            Some("json") => LogFormat::Json,
            Some(other) => return Err(wrong("log_format", other, "none of text, json")),
        };
        let data_dir = settings.data_dir.map_or_else(|| PathBuf::from(DATA_DIR), PathBuf::from);
        let key = key(std::env::var_os("ROOMKEY_KEY"))?;
        Ok(Self { listen, data_dir, key, public_url, trusted_proxy, sandbox_api, log, log_format })
    }
}

/// Where the data is when nothing is said.
const DATA_DIR: &str = "./data";

impl Settings {
    fn slot(&mut self, name: &str) -> Option<&mut Option<String>> {
        Some(match name {
            "listen" => &mut self.listen,
            "data_dir" => &mut self.data_dir,
            "public_url" => &mut self.public_url,
            "sandbox_api" => &mut self.sandbox_api,
            "log" => &mut self.log,
            "log_format" => &mut self.log_format,
            _ => return None,
        })
    }

    fn drop_empty(&mut self) {
        for name in ["listen", "data_dir", "public_url", "sandbox_api", "log", "log_format"] {
            if let Some(slot) = self.slot(name) {
                slot.take_if(|value| value.is_empty());
            }
        }
        self.config.take_if(|value| value.is_empty());
        self.trusted_proxy.retain(|network| !network.trim().is_empty());
    }

    fn listen(&self) -> Result<SocketAddr, ConfigError> {
        let text = self.listen.as_deref().unwrap_or("127.0.0.1:8080");
        text.parse()
            .ok()
            .filter(|address: &SocketAddr| address.port() != 0)
            .ok_or_else(|| wrong("listen", text, "no address and port such as 127.0.0.1:8080"))
    }

    /// Takes from the settings file what is not set yet.
    fn read_file(&mut self) -> Result<(), ConfigError> {
        let (path, named) = match &self.config {
            Some(path) => (PathBuf::from(path), true),
            None => (Path::new(self.data_dir.as_deref().unwrap_or(DATA_DIR)).join(FILE_IN_DATA_DIR), false),
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            // Whether the data folder itself can be used is found out, and said, when it is opened.
            Err(error) if !named && matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(());
            }
            Err(source) => return Err(ConfigError::Unreadable { path, source }),
        };
        let table: toml::Table = toml::from_str(&text).map_err(|error| {
            let message = error.message().lines().collect::<Vec<_>>().join(" ");
            ConfigError::Syntax { path: path.clone(), message }
        })?;
        for (name, value) in table {
            if name == "key" {
                return Err(ConfigError::KeyInFile { path });
            }
            if name == "trusted_proxy" {
                if self.trusted_proxy.is_empty() {
                    self.trusted_proxy = texts(value);
                }
                continue;
            }
            // The data folder cannot be moved by a file that was found in it.
            let slot = if name == "data_dir" && !named { None } else { self.slot(&name) };
            match (slot, value) {
                (Some(slot), toml::Value::String(value)) => drop(slot.get_or_insert(value)),
                (Some(slot), value) => drop(slot.get_or_insert(value.to_string())),
                (None, value) => return Err(ConfigError::Unknown { path, name, value: value.to_string() }),
            }
        }
        Ok(())
    }
}

/// A list of texts, or one text with commas between its parts. What is no text is taken as it is written, to be refused by name.
fn texts(value: toml::Value) -> Vec<String> {
    match value {
        toml::Value::Array(values) => values.into_iter().flat_map(texts).collect(),
        toml::Value::String(text) => text.split(',').filter(|part| !part.trim().is_empty()).map(str::to_owned).collect(),
        other => vec![other.to_string()],
    }
}

/// A network, or one address as a network of its own.
fn network(text: &str) -> Result<IpNet, ConfigError> {
    let text = text.trim();
    let network = text.parse().ok().or_else(|| Some(IpNet::from(text.parse::<IpAddr>().ok()?.to_canonical())));
    network.ok_or_else(|| wrong("trusted_proxy", text, "no address or network such as 127.0.0.1 or 10.0.0.0/8"))
}

/// The key, which no error repeats. An empty value counts as not set.
fn key(value: Option<OsString>) -> Result<Option<Key>, ConfigError> {
    let Some(value) = value.filter(|value| !value.is_empty()) else { return Ok(None) };
    value.to_str().and_then(|text| text.parse().ok()).map(Some).ok_or(ConfigError::Key)
}

fn wrong(name: &'static str, value: &str, wants: impl Into<String>) -> ConfigError {
    ConfigError::Value { name, value: value.to_owned(), wants: wants.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(file: &str) -> (tempfile::TempDir, Settings) {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(FILE_IN_DATA_DIR), file).unwrap();
        let data_dir = Some(dir.path().to_str().unwrap().to_owned());
        (dir, Settings { data_dir, ..Settings::default() })
    }

    #[test]
    fn without_settings_it_serves_this_machine() {
        let (_dir, settings) = settings("");
        let config = Config::load(settings).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.public_url.as_str(), "http://127.0.0.1:8080");
        assert!(config.sandbox_api);
        assert_eq!(config.log, "info");
    }

    #[test]
    fn what_is_given_wins_over_the_file() {
        let (_dir, mut settings) = settings("listen = '127.0.0.1:1111'\npublic_url = 'https://rooms.example'");
        settings.listen = Some("127.0.0.1:2222".to_owned());
        let config = Config::load(settings).unwrap();
        assert_eq!(config.listen.port(), 2222);
        assert_eq!(config.public_url.as_str(), "https://rooms.example");
    }

    #[test]
    fn the_sandbox_api_is_on_by_itself_only_on_this_machine() {
        for (file, expected) in [
            ("public_url = 'http://localhost:8080'", true),
            ("public_url = 'https://rooms.example'", false),
            ("public_url = 'https://rooms.example'\nsandbox_api = 'on'", true),
            ("sandbox_api = 'off'", false),
        ] {
            let (_dir, settings) = settings(file);
            assert_eq!(Config::load(settings).unwrap().sandbox_api, expected, "{file}");
        }
    }

    #[test]
    fn proxies_are_addresses_and_networks() {
        for file in ["trusted_proxy = ['127.0.0.1', '10.0.0.0/8', '::1']", "trusted_proxy = '127.0.0.1, 10.0.0.0/8,::1'"] {
            let (_dir, mut settings) = settings(file);
            let networks = |settings: &Settings| {
                let config = Config::load(settings.clone()).unwrap();
                config.trusted_proxy.iter().map(ToString::to_string).collect::<Vec<_>>()
            };
            assert_eq!(networks(&settings), ["127.0.0.1/32", "10.0.0.0/8", "::1/128"], "{file}");
            settings.trusted_proxy = vec!["192.0.2.1".to_owned()];
            assert_eq!(networks(&settings), ["192.0.2.1/32"], "what is given wins over the file");
        }
    }

    #[test]
    fn an_empty_value_counts_as_not_set() {
        let (_dir, mut settings) = settings("listen = '127.0.0.1:1111'");
        settings.listen = Some(String::new());
        assert_eq!(Config::load(settings).unwrap().listen.port(), 1111);
    }

    #[test]
    fn a_wrong_setting_is_one_sentence_with_its_name_and_value() {
        for (file, name, value) in [
            ("listen = 'here'", "listen", "here"),
            ("listen = '127.0.0.1:0'", "listen", "127.0.0.1:0"),
            ("listen = 8080", "listen", "8080"),
            ("public_url = 'rooms.example'", "public_url", "rooms.example"),
            ("sandbox_api = true", "sandbox_api", "true"),
            ("trusted_proxy = 'proxy.example'", "trusted_proxy", "proxy.example"),
            ("trusted_proxy = ['127.0.0.1', '10.0.0.0/33']", "trusted_proxy", "10.0.0.0/33"),
            ("trusted_proxy = 10", "trusted_proxy", "10"),
            ("log = 'a=b=c'", "log", "a=b=c"),
            ("log_format = 'xml'", "log_format", "xml"),
            ("listne = '127.0.0.1:1'", "listne", "127.0.0.1:1"),
            ("data_dir = 'elsewhere'", "data_dir", "elsewhere"),
            ("[listen]\nport = 1", "listen", "port"),
        ] {
            let (_dir, settings) = settings(file);
            let sentence = Config::load(settings).unwrap_err().to_string();
            assert!(sentence.contains(name) && sentence.contains(value), "{file}: {sentence}");
            assert_eq!(sentence.lines().count(), 1, "{sentence}");
        }
    }

    #[test]
    fn a_named_file_must_be_there_and_be_toml() {
        let (dir, mut settings) = settings("listen = ");
        let sentence = Config::load(settings.clone()).unwrap_err().to_string();
        assert!(sentence.contains("not valid TOML"), "{sentence}");
        assert_eq!(sentence.lines().count(), 1, "{sentence}");
        settings.config = Some(dir.path().join("none.toml").to_str().unwrap().to_owned());
        assert!(Config::load(settings).unwrap_err().to_string().contains("none.toml"));
    }
}
