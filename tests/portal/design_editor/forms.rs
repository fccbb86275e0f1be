//! The buttons among a design's fields in each of the forms that have them.
use reqwest::StatusCode;

use super::{painted, worked};
use crate::app::{Browser, TestApp, field, goes_to, leads_to};

/// A form with a design: its page, where it is sent, and what else belongs to it.
struct Form {
    page: String,
    sent_to: &'static str,
    fields: Vec<(&'static str, String)>,
}

impl Form {
    fn with<'a>(&'a self, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let own = self.fields.iter().map(|(name, value)| (*name, value.as_str()));
        own.chain([("instance", "one"), ("design", "custom")]).chain(more.iter().copied()).collect()
    }
}

/// All six: a room's design, a link, an invite and a saved design, the last two new and stored.
async fn all(browser: &Browser, room: &str) -> Vec<Form> {
    let slug = room.rsplit('/').next().unwrap().to_owned();
    let design = goes_to(&browser.post("/api/create-design", &[("name", "Before")]).await).to_owned();
    let made = browser.post("/api/create-invite", &[("slug", &slug), ("kind", "personal"), ("name", "Before")]).await;
    let invite = goes_to(&made).to_owned();
    let id = |page: &str| page.rsplit('/').next().unwrap().to_owned();
    let form = |page: String, sent_to, fields: &[(&'static str, &str)]| {
        let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Form { page, sent_to, fields }
    };
    let (design_id, invite_id) = (id(&design), id(&invite));
    let slug = slug.as_str();
    let invited = [("slug", slug), ("name", "Ann"), ("kind", "personal"), ("note", "For Tuesday"), ("zone", "UTC")];
    vec![
        form(format!("{room}/design"), "set-room-design", &[("slug", slug)]),
        form(format!("{room}/join-link"), "make-join-link", &[("slug", slug), ("name", "Ann"), ("role", "participant")]),
        form(format!("{room}/invites/new"), "create-invite", &invited),
        form(invite, "set-invite", &[&invited[..], &[("id", &invite_id)]].concat()),
        form("/designs/new".to_owned(), "create-design", &[("name", "After")]),
        form(design, "set-design", &[("id", &design_id), ("name", "After")]),
    ]
}

#[tokio::test]
async fn palette_fix_and_preview_change_the_fields_of_every_form_and_store_nothing() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    for form in all(&browser, &room).await {
        let Form { page, sent_to, .. } = &form;
        let kept = |shown: &str| {
            for (name, value) in form.fields.iter().filter(|(name, _)| ["name", "note"].contains(name)) {
                assert_eq!(field(shown, name), *value, "{sent_to}");
            }
        };
        let palette = form.with(&[("brand_color", "#00695C"), ("header_bg_color", "red"), ("intent", "palette")]);
        let shown = worked(&browser, page, sent_to, &palette).await;
        assert_eq!((field(&shown, "primary_color").as_str(), field(&shown, "brand_color").as_str()), ("#00695c", "#00695C"));
        kept(&shown);

        let low = [("primary_btn_bg_color", "#ffff00"), ("primary_btn_text_color", "#ffffff"), ("footer_bg_color", "#abc")];
        let shown = worked(&browser, page, sent_to, &form.with(&[&low[..], &[("intent", "fix-primary-button")]].concat())).await;
        let after = (field(&shown, "primary_btn_bg_color"), field(&shown, "primary_btn_text_color"));
        assert_ne!(after, ("#ffff00".to_owned(), "#ffffff".to_owned()), "{sent_to}");
        assert_eq!((field(&shown, "footer_bg_color").as_str(), painted(&shown, "--look-footer").as_str()), ("#abc", "#abc"));
        kept(&shown);

        // A word that is none shows the form again, and so does a pair that needs no mending.
        for intent in ["preview", "fix-", "fix-nothing", "fix-badge", "PALETTE", "<script>", "store"] {
            let shown = worked(&browser, page, sent_to, &form.with(&[("footer_bg_color", "#abc"), ("intent", intent)])).await;
            assert_eq!((field(&shown, "footer_bg_color").as_str(), field(&shown, "primary_color").as_str()), ("#abc", ""));
            assert!(!shown.contains("<script>\""), "{intent}");
            kept(&shown);
        }
        let stored = browser.get(page).await.text().await.unwrap();
        assert_eq!((field(&stored, "footer_bg_color").as_str(), field(&stored, "brand_color").as_str()), ("", ""), "{sent_to}");
    }
    assert_eq!(app.sandbox().active_rooms().await.unwrap().len(), 0, "no link was made");
    let designs = browser.get("/designs").await.text().await.unwrap();
    assert!(designs.contains("Before") && !designs.contains("After"));
}

#[tokio::test]
async fn a_brand_that_is_no_colour_is_told_and_changes_nothing() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    for form in all(&browser, &room).await {
        for brand in ["", "red", "#12", "url(https://evil.example)", "#fff;}</style><script>"] {
            let typed = form.with(&[("brand_color", brand), ("primary_color", "#123456"), ("intent", "palette")]);
            let shown = worked(&browser, &form.page, form.sent_to, &typed).await;
            assert_eq!(field(&shown, "primary_color"), "#123456", "{brand}");
            assert!(!shown.contains("</style><script>") && shown.contains("aria-invalid=\"true\""), "{brand}");
        }
    }
}

#[tokio::test]
async fn somebody_elses_design_is_none_in_every_form() {
    let app = TestApp::start().await;
    let theirs = goes_to(&app.administrator().await.post("/api/create-design", &[("name", "Secret plum")]).await).to_owned();
    let id = theirs.strip_prefix("/designs/").unwrap();
    let browser = app.teacher("other@school.example").await;
    let room = browser.new_room("Biology").await;
    for form in all(&browser, &room).await.into_iter().take(4) {
        for intent in ["preview", ""] {
            let mut sent = form.with(&[("intent", intent), ("saved_design", id)]);
            sent.retain(|(name, _)| *name != "design");
            sent.push(("design", "saved"));
            let answer = browser.post(&format!("/api/{}", form.sent_to), &sent).await;
            let shown = browser.get(leads_to(&answer).split('#').next().unwrap()).await.text().await.unwrap();
            assert!(!shown.contains("Secret plum"), "{}", form.sent_to);
            assert_eq!(shown.contains("This design is not there any more"), intent.is_empty(), "{}", form.sent_to);
        }
    }
    let rooms = [("id", id), ("rooms[]", room.rsplit('/').next().unwrap())];
    let changed = [("id", id), ("name", "Mine"), ("intent", "preview")];
    for (sent_to, form) in [("use-design", &rooms[..]), ("set-design", &changed[..]), ("delete-design", &rooms[..1])] {
        assert_eq!(browser.post(&format!("/api/{sent_to}"), form).await.status(), StatusCode::NOT_FOUND, "{sent_to}");
    }
    for page in [theirs.clone(), format!("{theirs}/look"), format!("{theirs}/delete"), format!("{theirs}/design.json")] {
        assert_eq!(browser.get(&page).await.status(), StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn a_preview_takes_no_part_in_what_others_change_meanwhile() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let slug = room.rsplit('/').next().unwrap();
    let page = format!("{room}/design");
    let base = |page: &str| field(page, "base").replace("&quot;", "\"");
    let first = base(&browser.get(&page).await.text().await.unwrap());
    let other = app.administrator_again().await;
    other.post("/api/set-room-design", &[("slug", slug), ("header_bg_color", "#aa0000")]).await;

    let mine = [("slug", slug), ("instance", "one"), ("base", first.as_str()), ("header_bg_color", "#0000aa")];
    let shown = worked(&browser, &page, "set-room-design", &[&mine[..], &[("intent", "preview")]].concat()).await;
    assert_eq!(base(&shown), first, "what the page showed at first");
    let shown = browser.follow("/api/set-room-design", &mine).await;
    assert!(shown.contains("Somebody else has made changes here") && shown.contains("#aa0000"), "{shown}");
    assert_eq!(field(&shown, "header_bg_color"), "#0000aa");
}

#[tokio::test]
async fn a_room_that_is_archived_or_deleted_lets_go_of_its_design() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let room = browser.new_room("Biology").await;
    let slug = room.rsplit('/').next().unwrap();
    let design =
        goes_to(&browser.post("/api/create-design", &[("name", "Ours"), ("header_bg_color", "#aa0000")]).await).to_owned();
    let id = design.strip_prefix("/designs/").unwrap();
    let saved = [("slug", slug), ("design", "saved"), ("saved_design", id)];
    browser.post("/api/set-room-design", &saved).await;
    browser.post("/api/create-invite", &saved).await;
    browser.post("/api/archive-room", &[("slug", slug)]).await;
    let shown = browser.get(&design).await.text().await.unwrap();
    assert!(shown.contains("Biology") && !shown.contains("Nowhere yet"), "an archived room comes back as it was");
    // Nobody gets a link to it; its design may be worked on.
    let typed = [("slug", slug), ("instance", "one"), ("intent", "preview"), ("footer_bg_color", "#abc"), ("design", "custom")];
    let shown = worked(&browser, &format!("{room}/design"), "set-room-design", &typed).await;
    assert_eq!(painted(&shown, "--look-footer"), "#abc");
    let made = browser.follow("/api/make-join-link", &[("slug", slug), ("name", "Ann"), ("instance", "two")]).await;
    assert!(made.contains("This room is archived") && !made.contains("access_token="));

    let changed = [("id", id), ("name", "Ours"), ("header_bg_color", "#0000aa")];
    assert!(leads_to(&browser.post("/api/set-design", &changed).await).ends_with("?saved=1"));
    goes_to(&browser.post("/api/delete-room", &[("slug", slug)]).await);
    assert!(browser.get(&design).await.text().await.unwrap().contains("Nowhere yet"));
    goes_to(&browser.post("/api/delete-design", &[("id", id)]).await);
    assert_eq!(browser.get(&design).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_pasted_and_not_read_yet_comes_back_and_touches_no_disk() {
    let app = TestApp::start().await;
    let browser = app.administrator().await;
    let secret = "https://meet.example/?access_token=token-that-lets-in";
    let made = goes_to(&browser.post("/api/create-design", &[("name", "Ours")]).await).to_owned();
    for (page, sent_to, intent) in
        [("/designs/new", "create-design", "preview"), ("/designs/new", "create-design", ""), (&made, "set-design", "preview")]
    {
        let id = made.strip_prefix("/designs/").unwrap();
        let typed = [("id", id), ("name", ""), ("instance", "one"), ("pasted", secret), ("intent", intent)];
        let shown = browser.follow(&format!("/api/{sent_to}"), &typed).await;
        assert!(shown.contains("token-that-lets-in"), "{page} {intent}");
        assert!(!browser.get(page).await.text().await.unwrap().contains("token-that-lets-in"), "once");
    }
    assert!(!app.keeps("token-that-lets-in"));
}
