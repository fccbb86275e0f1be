use proptest::prelude::*;

use super::*;

const SIGNED: &str = "QmFzZTY0LW9mLTMyLWJ5dGVzLWFyZS00My1jaGFyYWN";

fn token() -> String {
    format!("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJLRVkiLCJzdWIiOiJ1MSIsInJvb21faWQiOiJyMSJ9.{SIGNED}")
}

fn link(text: &str) -> Link {
    match Pasted::read(text) {
        Pasted::Link(link) => *link,
        other => panic!("{text}: {other:?}"),
    }
}

/// The link in a text that is to hold our token and no design; what was mended.
fn mends(text: &str) -> Vec<Mend> {
    let link = link(text);
    assert_eq!(link.token.as_str(), token(), "{text}");
    link.mends
}

#[test]
fn a_link_is_found_as_people_paste_it() {
    let token = token();
    let plain = format!("https://meet.example/?access_token={token}");
    for (text, mend) in [
        (plain.clone(), vec![]),
        (format!("  {plain}\r\n"), vec![]),
        (format!("<{plain}>"), vec![]),
        (format!("({plain})."), vec![]),
        (format!("[Join]({plain}), please"), vec![]),
        (format!("Hello Ann, see https://school.example/map and join at {plain}. Yours, Ben"), vec![]),
        (format!("<a href=\"{plain}\">join</a>"), vec![]),
        (format!("*{plain}*"), vec![]),
        (format!("\u{200b}{plain}\u{feff}"), vec![]),
        (format!("HTTPS://MEET.example?lng=de&access_token={token}#top"), vec![]),
        (format!("meet.example/?access_token={token}"), vec![]),
        (format!("?access_token={token}&lng=de"), vec![]),
        (token.clone(), vec![]),
        (format!("Authorization: Bearer {token}"), vec![]),
        (format!("{{\"status\":true,\"token\":\"{token}\"}}"), vec![]),
        (plain.replace('.', ".\r\n"), vec![Mend::Broken]),
        (format!("{}\n> {}", &plain[..90], &plain[90..]), vec![Mend::Broken]),
        (format!("{}\n{}\nSee you there", &token[..50], &token[50..]), vec![Mend::Broken]),
        (format!("https://meet.example/?lng=de&amp;access_token={token}"), vec![Mend::Entities]),
        (percent::encoded(&plain), vec![Mend::EncodedTwice]),
        (format!("https://filter.example/?url={}&data=5", percent::encoded(&plain)), vec![Mend::Wrapped]),
    ] {
        assert_eq!(mends(&text), mend, "{text}");
    }
}

#[test]
fn a_link_that_was_cut_off_keeps_what_is_left() {
    let token = token();
    for end in [token.len() - 1, token.len() - 40, token.len() - 60, 30] {
        let text = format!("https://meet.example/?access_token={}… and some words", &token[..end]);
        assert_eq!(link(&text).token.as_str(), token[..end].trim_end_matches('.'), "{text}");
    }
}

#[test]
fn it_says_where_it_leads_and_what_else_it_holds() {
    let text = format!("http://Ann:secret@Meet.example:80/a/?lng=de&access_token={}&x=1&custom_design=%7B%7D", token());
    let found = link(&text);
    let place = found.place.unwrap();
    assert_eq!(place.to_string(), "http://meet.example/a/");
    assert!(!place.is_secure());
    assert_eq!((found.design.as_deref(), found.others), (Some("{}"), vec!["lng".to_owned(), "x".to_owned()]));
    assert_eq!(found.request_length, text.split("example:80").nth(1).unwrap().len());
    assert!(!format!("{:?}", link(&text)).contains("eyJ"));
}

#[test]
fn a_design_may_be_in_pieces_or_encoded_too_often() {
    let json = r##"{"header_bg_color":"#ffe0b2"}"##;
    let once = percent::encoded(json);
    let start = format!("https://meet.example/?access_token={}&custom_design=", token());
    for (text, mends) in [
        (format!("{start}{once}"), vec![]),
        (format!("{start}{}\n{}", &once[..20], &once[20..]), vec![Mend::Broken]),
        (format!("{start}{}", percent::encoded(&once)), vec![Mend::EncodedTwice]),
    ] {
        let found = link(&text);
        assert_eq!((found.design.as_deref(), found.mends), (Some(json), mends), "{text}");
    }
    // As a browser reads it: the fragment begins at the `#`.
    assert_eq!(link(&format!("{start}{json}")).design.as_deref(), Some(r#"{"header_bg_color":""#));
}

#[test]
fn addresses_without_a_token_and_other_texts() {
    let place = |text: &str| match Pasted::read(text) {
        Pasted::Address(place) => place.to_string(),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(place("see https://meet.example/?access_token= please"), "https://meet.example/");
    assert_eq!(place("http://meet.example:3000"), "http://meet.example:3000/");
    assert_eq!(place("https://meet.example/j/ab12#x."), "https://meet.example/j/ab12");
    for text in ["", "   ", "hello", "eyes. and keys.", "https://", "ftp://meet.example/", "access_token=", "🎓"] {
        assert_eq!(Pasted::read(text), Pasted::Nothing, "{text}");
    }
}

#[test]
fn plain_http_works_on_this_machine_by_its_name_only() {
    for (address, secure) in [
        ("https://meet.example/", true),
        ("http://meet.example/", false),
        ("http://localhost:8080/", true),
        ("http://127.0.0.1:8080/", false),
        ("http://localhost.example/", false),
    ] {
        assert_eq!(Place::of(address).unwrap().is_secure(), secure, "{address}");
    }
}

#[test]
fn a_page_is_the_same_with_and_without_its_slash() {
    let place = |address: &str| Place::of(address).unwrap();
    assert!(place("https://Meet.example").is_same_page(&place("https://meet.example:443/")));
    assert!(place("https://meet.example/a/?b").is_same_page(&place("https://meet.example/a")));
    assert!(!place("https://meet.example/a/").is_same_page(&place("https://meet.example/b/")));
    assert!(!place("https://meet.example/").is_same_page(&place("https://meet.example:8443/")));
    assert!(!place("https://meet.example@evil.example/").is_same_site(&place("https://meet.example/")));
}

#[test]
fn looking_takes_little_work_whatever_is_pasted() {
    let left = |text: &str| {
        let work = Work::new();
        let pasted = read(text, DEEPEST, &work);
        (work.0.get(), matches!(pasted, Pasted::Link(_)))
    };
    let hidden = format!("u={}", percent::encoded(&format!("https://meet.example/?access_token={}", token())));
    for hostile in [
        format!("http://?{}&{hidden}", "&=http://?=".repeat(2900)),
        format!("http://a?{}&{hidden}", "u=http://?http://&".repeat(1800)),
    ] {
        assert!(hostile.len() < Pasted::LIMIT);
        assert_eq!(left(&hostile), (0, false), "the looking ends before the text does");
    }
    let words = ["https://a/?b=https%3A%2F%2Fa%2F%3Faccess_token%3D&access_token=ey ", "https://", "ey ", "a "];
    for word in words {
        Pasted::read(&word.repeat(Pasted::LIMIT / word.len()));
    }
    // A long mail: many words, and thirty addresses that a filter has put around others.
    let wrapped = format!("https://filter.example/?url={}&data=5 ", percent::encoded(&"https://a.example/b/".repeat(10)));
    let mail = format!("{wrapped}{}", "word and word, ".repeat(50)).repeat(29) + "https://filter.example/?" + &hidden;
    assert!(mail.len() < Pasted::LIMIT && left(&mail).1, "{} bytes", mail.len());
    assert!(left(&mail).0 > Work::LIMIT / 4, "{} left", left(&mail).0);
}

proptest! {
    #[test]
    fn nothing_is_too_strange_to_look_at(text in prop_oneof![
        any::<String>(),
        "(https?://|%3A%2F%2F|access_token=|ey|&amp;|[<>()\"'. \n%é&=?#…]|[a-zA-Z0-9_-]{1,30}){0,30}",
    ]) {
        Pasted::read(&text);
    }

    #[test]
    fn a_link_survives_line_breaks_anywhere(places in prop::collection::vec(8_usize..150, 0..6)) {
        let whole = format!("https://meet.example/?access_token={}", token());
        let mut text = String::new();
        for (place, character) in whole.char_indices() {
            if places.contains(&place) {
                text.push('\n');
            }
            text.push(character);
        }
        let found = mends(&text);
        prop_assert_eq!(found.is_empty(), text == whole);
    }

    #[test]
    fn whatever_stands_around_it_the_link_is_found(before in "[a-zA-Z ,:(<\\[]{0,20}", after in "[\\s>)\\]][^.]{0,40}") {
        let text = format!("{before}\nhttps://meet.example/?access_token={}{after}", token());
        let found = link(&text);
        prop_assert!(found.token.as_str().starts_with(&token()));
    }
}
