use proptest::prelude::*;

use super::ServerUrlError::*;
use super::*;

fn server(text: &str) -> Result<String, ServerUrlError> {
    text.parse::<ServerUrl>().map(String::from)
}

fn join(text: &str) -> Result<String, ServerUrlError> {
    text.parse::<JoinUrl>().map(String::from)
}

#[test]
fn an_address_stands_in_one_spelling() {
    for (text, expected) in [
        ("https://meet.school.example", "https://meet.school.example"),
        (" HTTPS://Meet.School.Example/ \n", "https://meet.school.example"),
        ("https://meet.school.example///", "https://meet.school.example"),
        ("https://meet.school.example:443/Path/", "https://meet.school.example/Path"),
        ("http://meet.school.example:80", "http://meet.school.example"),
        ("http://meet.school.example:443", "http://meet.school.example:443"),
        ("https://school.example:08443/meet", "https://school.example:8443/meet"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://plugnmeet-server:8080", "http://plugnmeet-server:8080"),
        ("http://2130706433:8080", "http://127.0.0.1:8080"),
        ("http://0x7f.1", "http://127.0.0.1"),
        ("http://0300.0250.0.01", "http://192.168.0.1"),
        ("https://[2001:DB8:0::1]:8443", "https://[2001:db8::1]:8443"),
        ("https://authentic.example", "https://authentic.example"),
        ("https://school.example/author", "https://school.example/author"),
        ("https://school.example/auth/plugnmeet", "https://school.example/auth/plugnmeet"),
    ] {
        assert_eq!(server(text).as_deref(), Ok(expected), "{text}");
        assert_eq!(join(text), Ok(format!("{expected}/")), "{text}");
    }
    assert_eq!(server("https://a.example").unwrap().parse::<ServerUrl>().unwrap().join_url().as_str(), "https://a.example/");
}

#[test]
fn each_cause_has_its_name_and_a_way_out() {
    let some = |suggestion: &str| (!suggestion.is_empty()).then(|| suggestion.to_owned());
    let scheme = |suggestion| Scheme { suggestion: some(suggestion) };
    let auth = |suggestion| Auth { suggestion: some(suggestion) };
    let query = |suggestion| Query { suggestion: some(suggestion) };
    for (text, error) in [
        ("", Address(HttpsUrlError::Empty)),
        ("meet.school.example/", scheme("https://meet.school.example")),
        ("//meet.school.example", scheme("https://meet.school.example")),
        ("localhost:8080", scheme("https://localhost:8080")),
        ("wss://meet.school.example", scheme("")),
        ("meet school", scheme("")),
        ("169.254.169.254", scheme("")),
        ("https://", Address(HttpsUrlError::Host)),
        ("https://meet.school.example.", Address(HttpsUrlError::Host)),
        ("https://1.2.3.4.5", Address(HttpsUrlError::Host)),
        ("https://1.2.3.256", Address(HttpsUrlError::Host)),
        ("https://meet.09", Address(HttpsUrlError::Host)),
        ("https://ann:hush@meet.school.example", Address(HttpsUrlError::UserInfo)),
        ("https://meet.school.example:99999", Address(HttpsUrlError::Port)),
        ("https://meet.school.example/a b", Address(HttpsUrlError::Character { character: ' ' })),
        ("https://meet.school.example\\a", Address(HttpsUrlError::Character { character: '\\' })),
        ("https://schule-münchen.example", Address(HttpsUrlError::HostCharacter { character: 'ü' })),
        ("https://%31%36%39.254.169.254", Address(HttpsUrlError::HostCharacter { character: '%' })),
        ("https://meet.school.example/auth/", auth("https://meet.school.example")),
        ("http://meet.school.example/pnm/AUTH", auth("http://meet.school.example/pnm")),
        ("https://meet.school.example/auth/room/create", auth("https://meet.school.example")),
        ("https://meet.school.example/?access_token=x", query("https://meet.school.example")),
        ("http://meet.school.example/pnm/?a#b", query("http://meet.school.example/pnm")),
        ("https://meet.school.example/#/", query("https://meet.school.example")),
        ("https://meet.school.example/auth?a", query("https://meet.school.example")),
        ("https//meet.school.example", scheme("https://meet.school.example")),
        ("https:/meet.school.example/", scheme("https://meet.school.example")),
        ("https://https://meet.school.example", scheme("https://meet.school.example")),
        ("https://http//meet.school.example", scheme("https://meet.school.example")),
        ("meet.school.example/auth", scheme("https://meet.school.example")),
        ("https://meet.school.example/pnm/healthCheck", HealthCheck { suggestion: some("https://meet.school.example/pnm") }),
        ("https://meet.school.example/ü?a", query("")),
    ] {
        assert_eq!(server(text), Err(error), "{text}");
    }
    assert_eq!(join("https://meet.school.example/pnm/?access_token=x"), Err(query("https://meet.school.example/pnm/")));
    assert_eq!(join("meet.school.example"), Err(scheme("https://meet.school.example/")));
    assert_eq!(join("https://meet.school.example/auth"), Ok("https://meet.school.example/auth/".to_owned()));
    let long = format!("https://a.example/{}", "x".repeat(500));
    assert_eq!(server(&long), Err(Address(HttpsUrlError::TooLong { length: 518, limit: 512 })));
}

#[test]
fn no_server_is_where_clouds_keep_their_secrets() {
    for host in [
        "169.254.169.254",
        "169.254.0.1:8080",
        "2852039166",
        "0xa9fea9fe",
        "0xA9.0xFE.0xA9.0xFE",
        "0251.0376.0251.0376",
        "169.254.43518",
        "169.16689662",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "0.0.0.0",
        "0",
        "0x",
        "0.1.2.3",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "4294967295",
        "[::]",
        "[fe80::1]",
        "[febf::1]",
        "[ff02::1]",
        "[fd00:ec2::254]",
        "[FD00:0EC2:0::0254]",
        "[fd20:ce::254]",
        "[::ffff:169.254.169.254]",
        "[::ffff:a9fe:a9fe]",
        "[::169.254.169.254]",
        "[64:ff9b::169.254.169.254]",
        "[::ffff:0.0.0.0]",
        "[::ffff:100.100.100.200]",
        "[::ffff:0:169.254.169.254]",
        "[2002:a9fe:a9fe::1]",
        "[64:ff9b:1::a9fe:a9fe]",
        "[2001:0:a9fe:a9fe::5601:5601]",
        "[fec0::1]",
        "[feff::1]",
        "240.0.0.1",
        "[::ffff:250.0.0.1]",
    ] {
        for text in [format!("http://{host}"), format!("https://{host}/path/?a")] {
            assert_eq!(server(&text), Err(Forbidden), "{text}");
            assert_eq!(join(&text), Err(Forbidden), "{text}");
        }
    }
}

#[test]
fn what_is_near_is_known() {
    for (host, private) in [
        ("127.0.0.1", true),
        ("10.1.2.3", true),
        ("172.16.0.1", true),
        ("172.32.0.1", false),
        ("192.168.1.5:8080", true),
        ("100.64.0.1", true),
        ("100.128.0.1", false),
        ("2130706433", true),
        ("[::1]", true),
        ("[fd00::1]", true),
        ("[::ffff:10.0.0.1]", true),
        ("[2002:a00:1::1]", true),
        ("[2002:c000:201::1]", false),
        ("[2001:1::1]", false),
        ("[2001:db8::1]", false),
        ("localhost:8080", true),
        ("meet.localhost", true),
        ("plugnmeet-server", true),
        ("meet.local", true),
        ("meet.school.internal", true),
        ("192.0.2.1", false),
        ("meet.school.example", false),
        ("notlocal.example", false),
    ] {
        let url: ServerUrl = format!("http://{host}/x").parse().unwrap();
        assert_eq!(url.is_private(), private, "{url}");
        assert_eq!(url.join_url().is_private(), private, "{url}");
        assert!(!url.is_https() && !url.join_url().is_https());
    }
    assert!("https://a.example".parse::<ServerUrl>().unwrap().is_https());
}

#[test]
fn a_key_can_stand_in_a_header() {
    assert_eq!(" plugnmeet\n".parse::<ApiKey>().unwrap().as_str(), "plugnmeet");
    assert_eq!("x".repeat(129).parse::<ApiKey>(), Err(ApiKeyError::TooLong { length: 129, limit: 128 }));
    assert_eq!(" ".parse::<ApiKey>(), Err(ApiKeyError::Empty));
    for (text, character) in [("a b", ' '), ("a\r\nX: y", '\r'), ("schlüssel", 'ü'), ("a\u{7f}", '\u{7f}')] {
        assert_eq!(text.parse::<ApiKey>(), Err(ApiKeyError::Character { character }), "{text}");
    }
}

#[test]
fn a_secret_is_long_enough_for_tokens_and_is_never_printed() {
    let secret: ServerSecret = " hush hush hush hush hush hush hu \r\n".parse().unwrap();
    assert_eq!(secret.expose().len(), 32);
    assert_eq!(format!("{secret:?}"), "ServerSecret(…)");
    let parse = |text: &str| text.parse::<ServerSecret>();
    assert_eq!(parse(" \n"), Err(ServerSecretError::Empty));
    assert_eq!(parse(&format!("\"{}\"", "x".repeat(40))), Err(ServerSecretError::Quoted));
    assert_eq!(parse(&"x".repeat(31)), Err(ServerSecretError::TooShort { length: 31, limit: 32 }));
    assert!(parse(&"ü".repeat(16)).is_ok(), "bytes count");
    assert!(parse(&"x".repeat(512)).is_ok());
    assert_eq!(parse(&"x".repeat(513)), Err(ServerSecretError::TooLong { length: 513, limit: 512 }));
    assert_eq!(parse(&format!("{}\n{}", "x".repeat(20), "y".repeat(20))), Err(ServerSecretError::ControlCharacter));
}

#[test]
fn a_name_is_one_line() {
    assert_eq!(" Schule\u{2009}Süd ".parse::<ServerName>().unwrap().as_str(), "Schule\u{2009}Süd");
    assert_eq!("x".repeat(81).parse::<ServerName>(), Err(LineError::TooLong { length: 81, limit: 80 }.into()));
    for taken in ["sandbox", " SandBox ", "Sandbox (built in)"] {
        assert_eq!(taken.parse::<ServerName>(), Err(ServerNameError::Sandbox), "{taken}");
    }
    assert!("Sandbox 2".parse::<ServerName>().is_ok());
}

proptest! {
    #[test]
    fn what_comes_out_goes_in_again_and_leads_to_the_same_host(text in prop_oneof![
        any::<String>(),
        "(https?://)?[a-z0-9x.:@\\[\\]]{0,20}[/?#]?\\PC{0,20}",
        "http://[0-9x.]{1,20}",
    ]) {
        if let Ok(url) = text.parse::<ServerUrl>() {
            prop_assert_eq!(url.as_str().parse(), Ok(url.clone()));
            prop_assert!(!url.as_str().ends_with('/') && !url.as_str().contains(['?', '#', '@', '\\', ' ']));
            // Whoever calls it reads the same address in it, and none that is forbidden.
            let read = reqwest::Url::parse(url.as_str()).unwrap();
            let host = read.host_str().unwrap().trim_matches(['[', ']']);
            if let Ok(address) = host.parse() {
                prop_assert_ne!(Reach::of(address), Reach::Forbidden, "{}", url);
                prop_assert!(url.as_str().contains(host), "{} reads {}", url, host);
            }
        }
        if let Ok(url) = text.parse::<JoinUrl>() {
            prop_assert_eq!(url.as_str().parse(), Ok(url.clone()));
            prop_assert!(url.as_str().ends_with('/'));
        }
    }

    #[test]
    fn every_number_of_an_address_is_that_address(address in any::<[u8; 4]>(), spelling in 0..5) {
        let [a, b, c, d] = address;
        let number = u32::from_be_bytes(address);
        let host = match spelling {
            0 => format!("{a}.{b}.{c}.{d}"),
            1 => number.to_string(),
            2 => format!("0x{number:x}"),
            3 => format!("0{a:o}.0x{b:X}.{}", u32::from(c) << 8 | u32::from(d)),
            _ => format!("[::ffff:{a}.{b}.{c}.{d}]"),
        };
        let reach = Reach::of(std::net::IpAddr::from(address));
        match format!("http://{host}").parse::<ServerUrl>() {
            Ok(url) => {
                prop_assert_ne!(reach, Reach::Forbidden);
                prop_assert!(url.as_str().ends_with(&format!("{a}.{b}.{c}.{d}")) || spelling == 4, "{}", url);
                prop_assert_eq!(url.is_private(), reach == Reach::Private);
            }
            Err(error) => prop_assert!(error == Forbidden && reach == Reach::Forbidden, "{:?} {}", error, host),
        }
    }
}
