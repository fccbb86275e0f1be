//! Guessing: wrong codes and passcodes are slowed down, right ones never, and nobody hits an invite by chance.
use std::collections::HashSet;
use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode};
use roomkey::domain::invite::InviteCode;
use roomkey::random;
use roomkey::services::guests::arrive;

use crate::app::{Browser, TestApp, leads_to};
use crate::command_line::{roomkey, success};

const SCHOOL: [(&str, &str); 1] = [("x-forwarded-for", "203.0.113.7")];
const HOME: [(&str, &str); 1] = [("x-forwarded-for", "203.0.113.8")];
const WRONG: &str = "/j/7k2m-x9pq-4rtv";

/// A portal behind a proxy that it trusts, with a lesson under way; the path of the room's open invite.
async fn lesson() -> (TestApp, String, String) {
    let app = TestApp::start_with(|config| config.trusted_proxy = vec!["127.0.0.1/32".parse().unwrap()]).await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    browser.start(&room).await;
    let page = browser.get(&room).await.text().await.unwrap();
    let code = page.split("/j/").nth(1).unwrap().split(['"', '<', '&', '\n']).next().unwrap().to_owned();
    (app, room, format!("/j/{code}"))
}

/// Presses Join.
async fn join(guest: &Browser, path: &str, form: &[(&str, &str)], from: &[(&str, &str)]) -> Response {
    let code = path.strip_prefix("/j/").unwrap();
    let form: Vec<_> = [("code", code), ("name", "Ann")].into_iter().chain(form.iter().copied()).collect();
    guest.post_with("/api/join-by-invite", &form, from).await
}

fn is_let_in(answer: &Response) -> bool {
    answer.status() == StatusCode::SEE_OTHER && leads_to(answer).contains("access_token=")
}

#[tokio::test]
async fn fifty_wrong_codes_of_an_address_are_slowed_and_its_hundred_guests_are_not() {
    let (app, _, path) = lesson().await;
    let guesser = app.browser();
    let mut statuses = Vec::new();
    for n in 0..110 {
        if n < 50 {
            // By looking, and by pressing Join unseen.
            let answer = match n % 2 {
                0 => guesser.get_with(WRONG, &SCHOOL).await,
                _ => join(&guesser, WRONG, &[], &SCHOOL).await,
            };
            statuses.push(answer.status().as_u16());
        }
        let guest = app.browser();
        assert_eq!(guest.get_with(&path, &SCHOOL).await.status(), StatusCode::OK, "guest {n}");
        assert!(is_let_in(&join(&guest, &path, &[], &SCHOOL).await), "guest {n}");
    }
    assert_eq!(statuses, [[404; 20].as_slice(), &[429; 30]].concat());

    let slowed = guesser.get_with("/j/no-code-at-all", &SCHOOL).await;
    assert_eq!((slowed.status(), &slowed.headers()["retry-after"]), (StatusCode::TOO_MANY_REQUESTS, &"900".parse().unwrap()));
    assert_eq!(slowed.headers()["cache-control"], "no-store");
    let page = slowed.text().await.unwrap();
    assert!(page.contains("for 15 minutes wrong ones are turned away. A right link opens all the same."), "{page}");
    assert!(!page.contains("no-code-at-all"));
    assert_eq!(guesser.get_with(WRONG, &HOME).await.status(), StatusCode::NOT_FOUND, "another address");
    app.pass(Duration::from_mins(15));
    assert_eq!(guesser.get_with(WRONG, &SCHOOL).await.status(), StatusCode::NOT_FOUND, "it is forgotten");
}

#[tokio::test]
async fn a_wrong_code_in_a_form_is_answered_and_counted_as_one_in_an_address() {
    let (app, _, _) = lesson().await;
    let guest = app.browser();
    let page = guest.get_with(WRONG, &SCHOOL).await.text().await.unwrap();
    for code in [WRONG, "/j/no-code-at-all", "/j/"] {
        let answer = join(&guest, code, &[], &SCHOOL).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{code}");
        assert_eq!(heading(&answer.text().await.unwrap()), heading(&page), "{code}");
    }
    for _ in 4..20 {
        join(&guest, WRONG, &[], &SCHOOL).await;
    }
    assert_eq!(guest.get_with(WRONG, &SCHOOL).await.status(), StatusCode::TOO_MANY_REQUESTS);
}

fn heading(page: &str) -> &str {
    page.split("<h1").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap()
}

#[tokio::test]
async fn wrong_codes_are_counted_and_answered_no_sooner_wherever_they_are_asked_for() {
    let (app, _, path) = lesson().await;
    let right = path.strip_prefix("/j/").unwrap();
    let wrong = WRONG.strip_prefix("/j/").unwrap();
    let guesser = app.browser();
    guesser.get_with(&path, &SCHOOL).await;
    let ask = async |place: usize, code: &str| match place {
        0 => guesser.get_with(&format!("/wait/{code}"), &SCHOOL).await,
        1 => guesser.get_with(&format!("/wait/{code}/events"), &SCHOOL).await,
        2 => guesser.post_with("/api/join-by-invite", &[("code", code), ("name", "Ann")], &SCHOOL).await,
        _ => guesser.post_with("/api/stop-waiting", &[("code", code)], &SCHOOL).await,
    };
    for n in 0..28 {
        let begun = Instant::now();
        let status = ask(n % 4, wrong).await.status();
        assert!(begun.elapsed() >= Duration::from_millis(60), "{n}");
        assert_eq!(status, if n < 20 { StatusCode::NOT_FOUND } else { StatusCode::TOO_MANY_REQUESTS }, "{n}");
    }
    for (place, status) in [(0, 303), (1, 204), (3, 303), (2, 303)] {
        assert_eq!(ask(place, right).await.status().as_u16(), status, "{place}");
    }
}

#[tokio::test]
async fn who_guesses_a_passcode_is_slowed_and_who_types_it_elsewhere_is_not() {
    let (app, room, _) = lesson().await;
    let data_dir = app.services.config.data_dir.to_str().unwrap();
    let slug = room.rsplit('/').next().unwrap();
    let add = ["invites", "add", "--data-dir", data_dir, "--room", slug, "--name", "Ann", "--passcode", "blue whale"];
    let link = success(roomkey(&add));
    let path = link.trim().split_at(link.find("/j/").unwrap()).1;
    let guesser = app.browser();
    for n in 0..50 {
        let answer = join(&guesser, path, &[("passcode", &format!("red whale {n}"))], &SCHOOL).await;
        assert!(leads_to(&answer).starts_with(path), "guess {n}: {answer:?}");
    }
    // The right one is not even looked at any more.
    let late = join(&guesser, path, &[("passcode", "blue whale"), ("instance", "i")], &SCHOOL).await;
    let page = guesser.get(leads_to(&late)).await.text().await.unwrap();
    assert!(page.contains("Too many attempts. Try again in one second."), "{page}");
    assert!(is_let_in(&join(&app.browser(), path, &[("passcode", "Blue Whale")], &HOME).await));
    app.pass(Duration::from_secs(1));
    assert!(is_let_in(&join(&guesser, path, &[("passcode", "blue whale")], &SCHOOL).await));
}

/// The lookup is one of a keyed hash in an index (`query_plans.rs`), and no answer comes before the others could have come.
#[tokio::test]
async fn a_wrong_code_is_answered_no_sooner_than_a_right_one() {
    let (app, _, path) = lesson().await;
    let guest = app.browser();
    for path in [&*path, WRONG, "/j/x"] {
        let begun = Instant::now();
        guest.get(path).await;
        assert!(begun.elapsed() >= Duration::from_millis(60), "{path}");
    }
}

/// 60 bits as the number they are.
fn number(code: &InviteCode) -> u64 {
    code.symbols().iter().fold(0, |number, symbol| number << 5 | u64::from(value(*symbol)))
}

fn value(symbol: u8) -> u8 {
    let letters = b"0123456789abcdefghjkmnpqrstvwxyz";
    u8::try_from(letters.iter().position(|letter| *letter == symbol).unwrap()).unwrap()
}

fn random_code() -> InviteCode {
    random::letters(InviteCode::SYMBOLS).parse().unwrap()
}

/// Ten million requests would take an hour and show no more than this: codes are drawn and read as the portal does it, then
/// compared as the numbers they are. Of the ten million, those that share 24 bits with an invite are compared as a whole.
#[test]
fn ten_million_random_codes_hit_none_of_a_hundred_thousand_invites() {
    let mut shares_bits = vec![false; 1 << 24];
    let low = |code: u64| usize::try_from(code & 0xff_ffff).unwrap();
    let invites: HashSet<u64> = (0..100_000).map(|_| number(&random_code())).collect();
    assert_eq!(invites.len(), 100_000, "no two are the same");
    for code in &invites {
        shares_bits[low(*code)] = true;
    }
    let (mut drawn, mut near, mut hits) = (0, 0, 0);
    while drawn < 10_000_000 {
        for bytes in random::bytes::<8192>().as_chunks::<8>().0 {
            let code = u64::from_le_bytes(*bytes) >> 4;
            drawn += 1;
            if shares_bits[low(code)] {
                near += 1;
                hits += u64::from(invites.contains(&code));
            }
        }
    }
    assert_eq!(hits, 0);
    // 0.6 % of them: the search would have found one.
    assert!(near > 40_000 && invites.contains(invites.iter().next().unwrap()), "{near}");
}

/// The same where it matters, for some of them: in the database, through the portal.
#[tokio::test]
async fn random_codes_open_nothing_among_a_hundred_thousand_invites() {
    let (app, _, path) = lesson().await;
    let mut database = app.database().await;
    for _ in 0..20 {
        let hash = |_| hex::encode(app.services.guest_key.hash("invite code", random_code().symbols()));
        let hashes = serde_json::to_string(&(0..5000).map(hash).collect::<Vec<_>>()).unwrap();
        sqlx::query(
            "INSERT INTO invites (id, room_id, code_hash, sealed_code, role, created_at, updated_at)
             SELECT hex(randomblob(16)), rooms.id, unhex(value), x'00', 'participant', 0, 0 FROM json_each(?), (SELECT id FROM rooms LIMIT 1) AS rooms",
        )
        .bind(hashes)
        .execute(&mut database)
        .await
        .unwrap();
    }
    let invites: i64 = sqlx::query_scalar("SELECT count(*) FROM invites").fetch_one(&mut database).await.unwrap();
    assert!(invites > 100_000);
    assert!(arrive(&app.services, &path["/j/".len()..], None).await.unwrap().is_some(), "the one that is right opens");
    for _ in 0..2000 {
        assert!(arrive(&app.services, &random_code().shown(), None).await.unwrap().is_none());
    }
}
