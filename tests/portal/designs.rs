//! Saved designs: made, shared, used by rooms, invites and links, changed and deleted while they are used.
use http::StatusCode;
use roomkey::domain::design::Design;

use crate::app::{Browser, TestApp, field, goes_to, leads_to};

const RED: &str = r##"{"header_bg_color":"#aa0000"}"##;
const BLUE: &str = r##"{"header_bg_color":"#0000aa"}"##;

/// Saves a design with this header; its id.
async fn save(browser: &Browser, name: &str, header: &str, shared: bool) -> String {
    let mut form = vec![("name", name), ("header_bg_color", header)];
    form.extend(shared.then_some(("shared", "true")));
    let answer = browser.post("/api/create-design", &form).await;
    goes_to(&answer).strip_prefix("/designs/").unwrap().to_owned()
}

async fn page(browser: &Browser, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.text().await.unwrap()
}

fn slug(room: &str) -> &str {
    room.rsplit('/').next().unwrap()
}

/// The design that a link carries.
fn design_of(link: &str) -> String {
    let Some((_, encoded)) = link.split_once("&custom_design=") else { return "{}".to_owned() };
    form_urlencoded::parse(format!("d={encoded}").as_bytes()).next().unwrap().1.into_owned()
}

/// The design of the link that the owner gets who joins.
async fn joins_with(browser: &Browser, room: &str) -> String {
    design_of(&browser.start(room).await)
}

/// The design of a link made for somebody with this form.
async fn link_with(browser: &Browser, room: &str, form: &[(&str, &str)]) -> String {
    let form = [&[("slug", slug(room)), ("name", "Ann")], form].concat();
    let shown = browser.follow("/api/make-join-link", &form).await;
    let at = shown.find("access_token=").unwrap_or_else(|| panic!("no link: {shown}"));
    design_of(shown[at..].split('"').next().unwrap().replace("&amp;", "&").as_str())
}

#[tokio::test]
async fn a_design_is_made_once_and_rooms_change_with_it() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let (biology, physics) = (ada.new_room("Biology").await, ada.new_room("Physics").await);
    let id = save(&ada, "Our school", "#AA0000", false).await;
    let shown = page(&ada, &format!("/designs/{id}")).await;
    assert!(shown.contains("Nowhere yet") && shown.contains("Biology") && shown.contains("Physics"));
    let use_for = [("id", id.as_str()), ("rooms[]", slug(&biology)), ("rooms[]", slug(&physics)), ("rooms[]", slug(&biology))];
    assert!(leads_to(&ada.post("/api/use-design", &use_for).await).contains("used=2"));
    assert_eq!(joins_with(&ada, &biology).await, RED);
    assert_eq!(link_with(&ada, &physics, &[]).await, RED);

    let shown = page(&ada, &format!("/designs/{id}")).await;
    assert!(shown.contains(&format!("href=\"/rooms/{}/design\"", slug(&biology))), "where it is used is said before a change");
    let changed = [("id", id.as_str()), ("name", "Our school"), ("header_bg_color", "#0000aa")];
    assert_eq!(leads_to(&ada.post("/api/set-design", &changed).await), format!("/designs/{id}?saved=1"));
    // At once, though a press like this was answered a moment ago.
    assert_eq!(joins_with(&ada, &biology).await, BLUE);
    assert_eq!(link_with(&ada, &physics, &[]).await, BLUE);
    let of_room = page(&ada, &format!("{biology}/design")).await;
    assert!(of_room.contains(&format!("<option value=\"{id}\" selected")), "{of_room}");
}

#[tokio::test]
async fn a_room_goes_back_to_colours_of_its_own_which_were_kept() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let room = ada.new_room("Biology").await;
    ada.post("/api/set-room-design", &[("slug", slug(&room)), ("header_bg_color", "#0000aa")]).await;
    let id = save(&ada, "Ours", "#aa0000", false).await;
    let saved = [("slug", slug(&room)), ("design", "saved"), ("saved_design", id.as_str())];
    assert!(leads_to(&ada.post("/api/set-room-design", &saved).await).ends_with("?saved=1"));
    assert_eq!(joins_with(&ada, &room).await, RED);
    let shown = page(&ada, &format!("{room}/design")).await;
    assert_eq!(field(&shown, "header_bg_color"), "#0000aa", "its own colours wait in their fields");
    let own = [("slug", slug(&room)), ("design", "custom"), ("header_bg_color", "#0000aa")];
    ada.post("/api/set-room-design", &own).await;
    assert_eq!(joins_with(&ada, &room).await, BLUE);
    // A starting point is copied.
    let start = [("slug", slug(&room)), ("design", "saved"), ("saved_design", "plum")];
    ada.post("/api/set-room-design", &start).await;
    assert!(joins_with(&ada, &room).await.contains("#5f1f6b"));
    let shown = page(&ada, &format!("{room}/design")).await;
    assert_eq!(field(&shown, "primary_color"), "#5f1f6b");
}

#[tokio::test]
async fn an_invite_keeps_the_reference_and_a_link_takes_the_colours() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let room = ada.new_room("Biology").await;
    let id = save(&ada, "Ours", "#aa0000", false).await;
    let choice = [("design", "saved"), ("saved_design", id.as_str())];
    assert_eq!(link_with(&ada, &room, &choice).await, RED);
    let form = [&[("slug", slug(&room)), ("kind", "personal"), ("name", "Ann")], choice.as_slice()].concat();
    let answer = ada.post("/api/create-invite", &form).await;
    let invite = goes_to(&answer).to_owned();
    let shown = page(&ada, &invite).await;
    assert!(shown.contains(&format!("<option value=\"{id}\" selected")), "{shown}");
    let code = shown.split("/j/").nth(1).unwrap()[..14].to_owned();

    let changed = [("id", id.as_str()), ("name", "Ours"), ("header_bg_color", "#0000aa")];
    ada.post("/api/set-design", &changed).await;
    ada.start(&room).await;
    let guest = app.browser();
    let entered = guest.post("/api/join-by-invite", &[("code", code.as_str())]).await;
    assert_eq!(design_of(leads_to(&entered)), BLUE);
    let uses = page(&ada, &format!("/designs/{id}/delete")).await;
    assert!(uses.contains("one invite") && uses.contains("Biology"), "{uses}");
}

#[tokio::test]
async fn a_design_that_is_deleted_while_it_is_used_changes_nobodys_meeting() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let room = ada.new_room("Biology").await;
    let id = save(&ada, "Ours", "#aa0000", false).await;
    ada.post("/api/use-design", &[("id", &id), ("rooms[]", slug(&room))]).await;
    let form = [("slug", slug(&room)), ("design", "saved"), ("saved_design", id.as_str())];
    let invite = goes_to(&ada.post("/api/create-invite", &form).await).to_owned();
    assert_eq!(leads_to(&ada.post("/api/delete-design", &[("id", &id)]).await), "/designs?deleted=1");
    assert_eq!(ada.get(&format!("/designs/{id}")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(joins_with(&ada, &room).await, RED);
    let shown = page(&ada, &invite).await;
    assert_eq!(field(&shown, "header_bg_color"), "#aa0000");
    assert!(shown.contains("value=\"custom\" checked"), "{shown}");
}

#[tokio::test]
async fn another_ones_private_design_is_none_to_every_page_and_form() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let id = save(&ada, "Secret colours", "#aa0000", false).await;
    let eve = app.teacher("eve@school.example").await;
    let room = eve.new_room("Evening class").await;
    for path in ["", "/look", "/delete", "/design.json"] {
        assert_eq!(eve.get(&format!("/designs/{id}{path}")).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(eve.get(&format!("/designs/new?from={id}")).await.status(), StatusCode::NOT_FOUND);
    assert!(!page(&eve, "/designs").await.contains("Secret colours"));
    assert!(!page(&eve, &format!("{room}/design")).await.contains("Secret colours"));
    for (action, form) in [
        ("/api/set-design", vec![("id", id.as_str()), ("name", "Mine now")]),
        // Also with a button that stores nothing: nobody learns that it is there.
        ("/api/set-design", vec![("id", id.as_str()), ("intent", "preview")]),
        ("/api/delete-design", vec![("id", id.as_str())]),
        ("/api/use-design", vec![("id", id.as_str()), ("rooms[]", slug(&room))]),
    ] {
        assert_eq!(eve.post(action, &form).await.status(), StatusCode::NOT_FOUND, "{action}");
    }
    let choice = [("slug", slug(&room)), ("name", "Ann"), ("instance", "c"), ("design", "saved"), ("saved_design", id.as_str())];
    for action in ["/api/set-room-design", "/api/make-join-link", "/api/create-invite"] {
        let shown = eve.follow(action, &choice).await;
        assert!(shown.contains("not there any more, or is not shared"), "{action}");
    }
    assert_eq!(joins_with(&eve, &room).await, "{}");
    // And nobody without an account sees anything.
    assert!(leads_to(&app.browser().get("/designs").await).starts_with("/sign-in"));
}

#[tokio::test]
async fn what_is_shared_is_used_by_others_and_stays_with_them_when_it_is_not_any_more() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let id = save(&ada, "For all", "#aa0000", true).await;
    let eve = app.teacher("eve@school.example").await;
    let room = eve.new_room("Evening class").await;
    assert!(page(&eve, "/designs").await.contains("Shared by Ada Byron"));
    assert_eq!(goes_to(&eve.get(&format!("/designs/{id}")).await), format!("/designs/{id}/look"));
    assert!(page(&eve, &format!("/designs/{id}/look")).await.contains("Evening class"), "her rooms are offered");
    eve.post("/api/use-design", &[("id", &id), ("rooms[]", slug(&room))]).await;
    assert_eq!(joins_with(&eve, &room).await, RED);
    assert_eq!(eve.post("/api/set-design", &[("id", &id), ("name", "Mine")]).await.status(), StatusCode::NOT_FOUND);
    let seen = page(&ada, &format!("/designs/{id}")).await;
    assert!(seen.contains("One room of somebody else") && !seen.contains("Evening class"), "a number, and no name");

    // Shared no more: what uses it goes on with it, also through a form that is saved again.
    ada.post("/api/set-design", &[("id", &id), ("name", "For all"), ("header_bg_color", "#0000aa")]).await;
    assert_eq!(eve.get(&format!("/designs/{id}/look")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(joins_with(&eve, &room).await, BLUE);
    let shown = page(&eve, &format!("{room}/design")).await;
    assert!(shown.contains(&format!("<option value=\"{id}\" selected")), "{shown}");
    let again = [("slug", slug(&room)), ("design", "saved"), ("saved_design", id.as_str())];
    assert!(leads_to(&eve.post("/api/set-room-design", &again).await).ends_with("?saved=1"));
    // Another room cannot choose it, and a copy of this one gets its colours.
    let other = eve.new_room("Other").await;
    let anew = [("slug", slug(&other)), ("instance", "n"), ("design", "saved"), ("saved_design", id.as_str())];
    assert!(eve.follow("/api/set-room-design", &anew).await.contains("not shared"));
    let copy = goes_to(&eve.post("/api/duplicate-room", &[("slug", slug(&room))]).await).to_owned();
    let shown = page(&eve, &format!("/rooms/{}/design", slug(&copy))).await;
    assert_eq!(field(&shown, "header_bg_color"), "#0000aa");
}

#[tokio::test]
async fn a_stale_edit_shows_both_and_loses_nothing() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let id = save(&ada, "Ours", "#aa0000", false).await;
    let base = field(&page(&ada, &format!("/designs/{id}")).await, "base").replace("&quot;", "\"");
    ada.post("/api/set-design", &[("id", &id), ("name", "Theirs"), ("header_bg_color", "#aa0000")]).await;
    let mine = [("id", id.as_str()), ("base", &base), ("name", "Mine"), ("header_bg_color", "#00aa00"), ("instance", "x")];
    let shown = ada.follow("/api/set-design", &mine).await;
    assert!(shown.contains("Theirs") && field(&shown, "name") == "Mine", "{shown}");
    assert_eq!(field(&shown, "header_bg_color"), "#00aa00");
    let json = ada.get(&format!("/designs/{id}/design.json")).await.text().await.unwrap();
    assert_eq!(json, RED, "nothing was stored");
}

#[tokio::test]
async fn a_design_that_makes_links_too_long_is_refused_where_it_is_used() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let room = ada.new_room("Biology").await;
    let long = format!("https://school.example/{}", "/".repeat(480));
    let addresses = [("background_image", long.as_str()), ("custom_logo", &long), ("custom_css_url", &long)];
    let form = [&[("name", "Long")], addresses.as_slice()].concat();
    let answer = ada.post("/api/create-design", &form).await;
    let id = goes_to(&answer).strip_prefix("/designs/").unwrap().to_owned();
    let shown = ada.follow("/api/use-design", &[("id", &id), ("rooms[]", slug(&room)), ("instance", "u")]).await;
    assert!(shown.contains("Biology") && shown.contains("3000"), "{shown}");
    // And the other way round: one in use does not grow too long.
    let short = save(&ada, "Short", "#aa0000", false).await;
    ada.post("/api/use-design", &[("id", &short), ("rooms[]", slug(&room))]).await;
    let form = [&[("id", short.as_str()), ("name", "Short"), ("instance", "g")], addresses.as_slice()].concat();
    let shown = ada.follow("/api/set-design", &form).await;
    assert!(shown.contains("3000") && field(&shown, "custom_logo") == long, "{shown}");
    assert_eq!(joins_with(&ada, &room).await, RED);
}

#[tokio::test]
async fn what_was_pasted_fills_the_fields_and_is_stored_nowhere() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let room = ada.new_room("Biology").await;
    ada.post("/api/set-room-design", &[("slug", slug(&room)), ("header_bg_color", "#aa0000")]).await;
    let link = ada.start(&room).await;
    let import = |pasted: &str, instance: &str| {
        [("name", "Ours"), ("intent", "import"), ("pasted", pasted), ("instance", instance), ("footer_bg_color", "#123456")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let send = async |pasted: &str, instance: &str| {
        let form = import(pasted, instance);
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        ada.follow("/api/create-design", &form).await
    };
    let shown = send(&link, "a").await;
    assert_eq!((field(&shown, "header_bg_color"), field(&shown, "name")), ("#aa0000".to_owned(), "Ours".to_owned()));
    assert_eq!(field(&shown, "footer_bg_color"), "", "what was pasted takes the place of all colours");
    assert!(shown.contains("One value was filled in"), "{shown}");
    let token = link.split("access_token=").nth(1).unwrap().split('&').next().unwrap();
    assert!(!shown.contains(token) && !app.keeps(token), "a link that lets somebody in is kept nowhere");

    let other = r##"{"header_color":"AA0000","left_color":"#fff","primary_color":"red;}*{"}"##;
    let shown = send(other, "b").await;
    assert_eq!(field(&shown, "header_bg_color"), "#aa0000");
    for said in ["header_color", "A # was added: Header", "2 left out", "left_color", "primary_color"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let shown = send("what is this <b>", "c").await;
    assert!(shown.contains("There is no design in this") && shown.contains("what is this &lt;b>"), "{shown}");
    assert_eq!(field(&shown, "footer_bg_color"), "#123456", "nothing typed is lost");
    assert!(!page(&ada, "/designs").await.contains("Ours"), "nothing was saved");
}

#[tokio::test]
async fn a_design_is_carried_away_as_it_is() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    let id = save(&ada, "Ours", "#aa0000", false).await;
    let file = ada.get(&format!("/designs/{id}/design.json")).await;
    assert_eq!(file.headers()["content-disposition"], "attachment; filename=\"design.json\"");
    let json = file.text().await.unwrap();
    assert_eq!(Design::from_json(&json).unwrap().to_json(), json);
    let from = page(&ada, &format!("/designs/new?from={id}")).await;
    assert_eq!((field(&from, "name"), field(&from, "header_bg_color")), ("Copy of Ours".to_owned(), "#aa0000".to_owned()));
    let room = ada.new_room("Biology").await;
    let from = page(&ada, &format!("/designs/new?from={}", slug(&room))).await;
    assert_eq!(field(&from, "name"), "Biology");
    assert_eq!(field(&page(&ada, "/designs/new?from=lagoon").await, "primary_color"), "#0b5563");
    assert_eq!(ada.get("/designs/new?from=nothing-like-it").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn designs_are_found_by_their_names() {
    let app = TestApp::start().await;
    let ada = app.administrator().await;
    for name in ["Größe", "Plain", "50%"] {
        save(&ada, name, "#aa0000", false).await;
    }
    let found = page(&ada, "/designs?q=GROSSE").await;
    assert!(found.contains("Größe") && !found.contains(">Plain<"), "{found}");
    assert!(page(&ada, "/designs?q=0%25").await.contains("50%"));
    assert!(page(&ada, "/designs?q=zzz").await.contains("Nothing found"));
}
