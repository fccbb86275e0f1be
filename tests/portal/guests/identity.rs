//! Who a guest is: the same in one browser, and never somebody else.
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::SET_COOKIE;
use roomkey::http::router;
use roomkey::http::serve::serve;
use roomkey::services::guests::GuestCookie;
use tokio::net::TcpListener;

use super::invited::{another, claims, guest_cookie, participants, portal, user_id};
use crate::app::{Browser, leads_to};
use crate::broken_server::BrokenServer;

#[tokio::test]
async fn two_browsers_with_one_invite_are_two_people_and_one_browser_is_the_same_every_time() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let (ann, ben) = (app.browser(), app.browser());
    let first = invited.join(&ann, "Ann").await;
    let other = invited.join(&ben, "Ben").await;
    assert_ne!(user_id(&first), user_id(&other));
    app.pass(Duration::from_secs(30));
    let again = invited.join(&ann, "Ann Lee").await;
    assert_ne!(first, again, "a new link");
    assert_eq!(user_id(&first), user_id(&again), "for the same person");
    assert_eq!(claims(&again)["name"], "Ann Lee");
    // Another open invite of the room leads to the same person; another room does not.
    let second = another(&app.services, &room, "").await;
    assert_eq!(user_id(&second.join(&ann, "Ann").await), user_id(&first));
    let elsewhere = teacher.new_room("History").await;
    teacher.start(&elsewhere).await;
    let elsewhere = participants(&app.services, &elsewhere).await;
    assert_ne!(user_id(&elsewhere.join(&ann, "Ann").await), user_id(&first), "rooms cannot compare whom they see");
}

#[tokio::test]
async fn a_forged_cookie_and_a_posted_id_make_nobody_somebody_else() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let answer = invited.press(&app.browser(), "Ann").await;
    let ann = user_id(leads_to(&answer));
    let letters = ann.strip_prefix("guest-").unwrap();
    let mut seen = HashSet::from([ann.clone()]);
    for forged in
        ["", "x", letters, &ann, &format!("{letters}{}", &letters[..10]), &letters.repeat(3), &"0".repeat(26), "%00", "a;b"]
    {
        let form = [("code", invited.code.as_str()), ("name", "Eve"), ("user_id", &ann), ("cookie", &ann)];
        let sent = app.browser().post_with("/api/join-by-invite", &form, &[("cookie", &format!("roomkey-guest={forged}"))]).await;
        let eve = user_id(leads_to(&sent));
        assert!(seen.insert(eve), "{forged}: somebody else's");
        assert_eq!(forged.len() == 26, guest_cookie(&sent).expose() == forged, "{forged}: what is malformed is replaced");
    }
    // Whoever has the cookie is Ann: it is her key.
    let hers = format!("roomkey-guest={}", guest_cookie(&answer).expose());
    let form = [("code", invited.code.as_str()), ("name", "Ann")];
    let sent = app.browser().post_with("/api/join-by-invite", &form, &[("cookie", &hers)]).await;
    assert_eq!(user_id(leads_to(&sent)), ann);
}

#[tokio::test]
async fn a_personal_invite_is_the_same_person_everywhere() {
    let (app, teacher, room, _) = portal().await;
    teacher.start(&room).await;
    let set = "name = 'Ann Lee', user_id = 'ann-lee-x7k2p', locks = '{\"lock_chat\":true}', record_webcam = 0, \
               language = 'de-DE', picture = 'https://a.example/p.png', design = '{\"header_bg_color\":\"#ffe0b2\"}'";
    let invited = another(&app.services, &room, set).await;
    for browser in [app.browser(), app.browser()] {
        let link = invited.join(&browser, "Somebody Else").await;
        assert_eq!((claims(&link)["user_id"].as_str(), claims(&link)["name"].as_str()), (Some("ann-lee-x7k2p"), Some("Ann Lee")));
        assert!(link.contains("&custom_design=%7B%22header_bg_color%22"), "{link}");
        let page = browser.get(&link[link.find("/sandbox/").unwrap()..]).await.text().await.unwrap();
        assert!(page.contains("data-language>Deutsch"), "{page}");
        assert!(page.contains("https://a.example/p.png"), "{page}");
        app.pass(Duration::from_secs(20));
    }
}

#[tokio::test]
async fn a_browser_without_a_cookie_gets_one_and_goes_on() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let answer = invited.press(&app.browser(), "Ann").await;
    assert!(leads_to(&answer).contains("access_token="));
    let cookies = answer.headers().get_all(SET_COOKIE);
    assert_eq!(cookies.iter().count(), 1, "and no sign-in");
    let given = cookies.iter().next().unwrap().to_str().unwrap();
    assert!(given.ends_with("; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax"), "{given}");
    assert!(!app.keeps(guest_cookie(&answer).expose()), "the database has a hash of it");
    assert!(!app.keeps("access_token="));

    let wrong = app.browser().post("/api/join-by-invite", &[("code", "0000-0000-0000"), ("name", "Ann")]).await;
    assert_eq!(wrong.status(), StatusCode::NOT_FOUND);
    // A refused form keeps what was typed in a sign-in's session, which knows nobody.
    let nameless = invited.press(&app.browser(), " ").await;
    assert!(leads_to(&nameless).starts_with(&invited.page()), "{nameless:?}");
    assert!(nameless.headers().get_all(SET_COOKIE).iter().count() >= 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_gets_the_same_link_and_throws_nobody_out() {
    let (app, teacher, ..) = portal().await;
    let server = BrokenServer::start(&app).await;
    let room = server.room(&app, &teacher, "Chemistry").await;
    let invited = participants(&app.services, &room).await;
    teacher.start(&room).await;
    let tokens = server.calls("room/getJoinToken");
    let ann = app.browser();
    let first = invited.press(&ann, "Ann").await;
    let first = leads_to(&first);
    app.pass(Duration::from_secs(9));
    assert_eq!(invited.join(&ann, "Ann").await, first);
    assert_eq!(server.calls("room/getJoinToken"), tokens + 1, "asked for once: asking throws out whoever is in");
    app.pass(Duration::from_secs(2));
    assert_ne!(invited.join(&ann, "Ann").await, first);
    assert_eq!(server.calls("room/getJoinToken"), tokens + 2);

    // Both at once, from a browser that has its cookie.
    app.pass(Duration::from_mins(1));
    let links =
        tokio::join!(invited.join(&ann, "Ann"), invited.join(&ann, "Ann"), invited.join(&ann, "Ann"), invited.join(&ann, "Ann"),);
    assert!(links.0 == links.1 && links.1 == links.2 && links.2 == links.3);
    assert_eq!(server.calls("room/getJoinToken"), tokens + 3);

    // A session that has ended is not led into again.
    assert!(server.behind.sandbox().end_room(claims(&links.0)["room_id"].as_str().unwrap()).await.unwrap());
    assert_eq!(leads_to(&invited.press(&ann, "Ann").await), invited.wait_page());
}

#[tokio::test]
async fn of_several_cookies_the_first_that_is_one_counts() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let answer = invited.press(&app.browser(), "Ann").await;
    let hers = guest_cookie(&answer);
    let form = [("code", invited.code.as_str()), ("name", "Ann")];
    let cookies = format!(
        "roomkey-guest=; roomkey-guest=evil; xroomkey-guest={}; roomkey-guest={}; roomkey-guest={}",
        GuestCookie::random().expose(),
        hers.expose(),
        GuestCookie::random().expose()
    );
    let sent = app.browser().post_with("/api/join-by-invite", &form, &[("cookie", &cookies)]).await;
    assert_eq!(user_id(leads_to(&sent)), user_id(leads_to(&answer)));
    assert_eq!(guest_cookie(&sent), hers);
}

#[tokio::test]
async fn over_https_the_cookie_is_of_this_host_alone() {
    let (app, _, _, invited) = portal().await;
    let mut services = app.services.clone();
    let mut config = (*services.config).clone();
    config.public_url = "https://rooms.example".parse().unwrap();
    services.config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(serve(listener, router(services), Duration::from_secs(10), std::future::pending()));
    let other = GuestCookie::random();
    let plain = format!("roomkey-guest={}", other.expose());
    let answer = Browser::new(address).get_with(&invited.page(), &[("cookie", &plain)]).await;
    let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
    let value = cookie.strip_prefix("__Host-roomkey-guest=").unwrap_or_else(|| panic!("{cookie}"));
    assert!(!value.starts_with(other.expose()), "who could set that one could be anybody, or sit beside the line");
    assert!(value.contains("; Path=/;") && value.ends_with("; Secure") && !value.contains("Domain"), "{cookie}");
    let (name_and_value, _) = cookie.split_once(';').unwrap();
    let again = Browser::new(address).get_with(&invited.page(), &[("cookie", name_and_value)]).await;
    assert!(again.headers()[SET_COOKIE].to_str().unwrap().starts_with(name_and_value));
    serving.abort();
}
