//! Encrypted meeting servers: the authorities of the machine decide, those that its owner added too.
use std::fs;
use std::time::Duration;

use secrecy::ExposeSecret as _;
use tokio::time::{sleep, timeout};

use super::LONG;
use crate::app::{Browser, TestApp};
use crate::broken_server::{BrokenServer, Trouble};
use crate::command_line::{input, success};
use crate::process::{Process, free_port};

/// Looks at a page until it says this: a server that was down is asked now and then only.
async fn says_in_the_end(browser: &Browser, path: &str, words: &str) {
    let looking = async {
        while !browser.get(path).await.text().await.unwrap().contains(words) {
            sleep(Duration::from_millis(200)).await;
        }
    };
    timeout(LONG, looking).await.unwrap_or_else(|_| panic!("{path} never says {words:?}"));
}

#[tokio::test]
async fn an_authority_that_was_added_to_the_machine_is_trusted_and_what_else_is_wrong_has_its_name() {
    let clock = TestApp::start().await;
    let server = BrokenServer::start_encrypted(&clock).await;
    let folder = tempfile::tempdir().unwrap();
    let (data_dir, authorities) = (folder.path().join("data"), folder.path().join("authorities.pem"));
    fs::write(&authorities, server.ca_pem()).unwrap();
    let environment = [("SSL_CERT_FILE", authorities.to_str().unwrap())];
    let portal = Process::serve_with(&data_dir, free_port(), &[], &environment);
    let browser = portal.browser();
    browser.set_up(portal.code(), "ada@school.example").await;
    let made = server.credentials().await;
    let (folder, url) = (data_dir.to_str().unwrap(), server.url.as_str());
    let add = ["servers", "add", "--data-dir", folder, "--name", "Campus", "--url", url, "--api-key", &made.api_key, "--default"];
    success(input(&add, made.secret.expose_secret()));

    let room = browser.new_room("Biology").await;
    let link = browser.start(&room).await;
    assert!(link.starts_with(&format!("{url}/?access_token=")), "{link}");
    for (trouble, words) in [
        (Trouble::CertificateExpired, "Its certificate has expired or is not valid yet"),
        (Trouble::CertificateName, "Its certificate is for another host name"),
        (Trouble::SelfSigned, "Nobody this machine trusts has signed its certificate"),
    ] {
        server.suffers(trouble).await;
        says_in_the_end(&browser, &room, words).await;
        server.is_well().await;
        says_in_the_end(&browser, &room, "badge live").await;
    }
}
