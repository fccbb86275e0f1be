//! The real binary, serving.
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::app::Browser;
use crate::command_line::roomkey;

/// A portal in a process of its own, which logs into a file beside its data folder. Killed when it is dropped.
pub struct Process {
    child: Child,
    data_dir: PathBuf,
    port: u16,
    /// The line on standard output.
    pub said: String,
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port()
}

impl Process {
    /// Serves what is in the folder, on this port of this machine.
    pub fn serve(data_dir: &Path, port: u16, more: &[&str]) -> Self {
        Self::serve_with(data_dir, port, more, &[])
    }

    /// The same with something in its environment.
    pub fn serve_with(data_dir: &Path, port: u16, more: &[&str], environment: &[(&str, &str)]) -> Self {
        let log = File::options().append(true).create(true).open(data_dir.with_extension("log")).unwrap();
        let mut command = roomkey(&["serve", "--listen", &format!("127.0.0.1:{port}"), "--data-dir"]);
        command.arg(data_dir).args(more).envs(environment.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert!(!said.is_empty(), "it serves: {}", fs::read_to_string(data_dir.with_extension("log")).unwrap());
        Self { child, data_dir: data_dir.to_owned(), port, said: said.trim().to_owned() }
    }

    /// A browser that has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.address())
    }

    /// Its address.
    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    /// The address of a page.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address())
    }

    /// The code that sets it up.
    pub fn code(&self) -> &str {
        self.said.split("code=").nth(1).expect("nobody has set it up")
    }

    /// What it, and whoever served the same folder before, has logged.
    pub fn log(&self) -> String {
        fs::read_to_string(self.data_dir.with_extension("log")).unwrap()
    }

    /// Its number on this machine.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to stop (SIGTERM), and waits until it has: whether it ended well.
    pub fn stop(&mut self) -> bool {
        assert!(Command::new("kill").args(["-TERM", &self.id().to_string()]).status().unwrap().success());
        self.child.wait().unwrap().success()
    }

    /// Pulls the plug.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be dead already.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}
