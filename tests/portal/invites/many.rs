//! Many invites at once: renewed, revoked, all or none.
use super::*;

async fn post(browser: &Browser, verb: &str, slug: &str, ids: &[&str], more: &[(&str, &str)]) -> Response {
    let mut form = vec![("slug", slug)];
    form.extend(ids.iter().map(|id| ("ids[]", *id)));
    form.extend(more);
    browser.post(&format!("/api/{verb}"), &form).await
}

#[tokio::test]
async fn a_selection_is_taken_back_at_once_after_one_question() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let mut made = Vec::new();
    for name in ["Ann", "Bo", "Cy"] {
        made.push(make(&teacher, &slug, &[("kind", "personal"), ("name", name)]).await);
    }
    let two = [made[0].as_str(), made[1].as_str()];
    // The question stands on the page, and Enter on a tick answers it with nothing.
    assert!(listed(&teacher, &slug, "").await.contains("Every copy of these links stops working at once"));
    post(&teacher, "revoke-invites", &slug, &two, &[]).await;
    assert_eq!(names(&listed(&teacher, &slug, "?show=ended").await), Vec::<String>::new());

    let back = format!("/rooms/{slug}/invites?show=personal");
    let answer = post(&teacher, "revoke-invites", &slug, &two, &[("sure", "yes"), ("back", &back)]).await;
    assert_eq!(leads_to(&answer), format!("{back}&revoked=2"));
    let page = page(&teacher, leads_to(&answer)).await;
    assert!(page.contains("2 invites are revoked."), "{page}");
    let mut ended = names(&listed(&teacher, &slug, "?show=ended").await);
    ended.sort_unstable();
    assert_eq!(ended, ["Ann", "Bo"]);
    let dead = shown(&teacher, &slug, &made[0]).await;
    assert!(dead.contains("This invite is revoked") && !dead.contains("/api/set-invite"), "{dead}");
    // Twice is once.
    let answer = post(&teacher, "revoke-invites", &slug, &two, &[("sure", "yes")]).await;
    assert!(leads_to(&answer).ends_with("revoked=0"));
}

#[tokio::test]
async fn nothing_is_half_done() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let other = room(&teacher, "Other").await;
    let own = make(&teacher, &slug, &[("kind", "open"), ("role", "moderator")]).await;
    let elsewhere = make(&teacher, &other, &[("kind", "open"), ("role", "moderator")]).await;
    for verb in ["revoke-invites", "renew-invites"] {
        for second in [elsewhere.as_str(), "nowhere"] {
            let more = [("sure", "yes"), ("renewal", "endless")];
            let answer = post(&teacher, verb, &slug, &[&own, second], &more).await;
            assert_eq!(answer.status(), 404, "{verb} {second}");
        }
    }
    for (slug, id) in [(&slug, &own), (&other, &elsewhere)] {
        let page = shown(&teacher, slug, id).await;
        assert_eq!((standing(&page).as_str(), page.contains("No end")), ("valid", false));
    }
    let answer = post(&teacher, "revoke-invites", &slug, &[], &[("sure", "yes")]).await;
    assert!(page(&teacher, leads_to(&answer)).await.contains("Nothing was ticked"));
}

#[tokio::test]
async fn a_selection_is_renewed_and_none_ends_sooner() {
    let (app, teacher, slug) = teacher_with_room().await;
    let short = make(&teacher, &slug, &[("kind", "open"), ("role", "moderator"), ("note", "short")]).await;
    let endless = make(&teacher, &slug, &[("kind", "open"), ("note", "endless")]).await;
    let gone = make(&teacher, &slug, &[("kind", "open"), ("role", "moderator"), ("note", "gone")]).await;
    post(&teacher, "revoke-invites", &slug, &[&gone], &[("sure", "yes")]).await;
    let dead = code(&shown(&teacher, &slug, &short).await);
    app.pass(Duration::from_hours(31 * 24));
    assert_eq!(goes_to(&teacher.sign_in("tea@school.example", crate::app::PASSWORD).await), "/rooms");
    assert_eq!(standing(&shown(&teacher, &slug, &short).await), "expired");
    let all = [short.as_str(), endless.as_str(), gone.as_str()];
    let answer = post(&teacher, "renew-invites", &slug, &all, &[("renewal", "90")]).await;
    let said = page(&teacher, leads_to(&answer)).await;
    assert!(said.contains("One invite is renewed.") && said.contains("2 were left as they are"), "{said}");
    let renewed = shown(&teacher, &slug, &short).await;
    assert_eq!((standing(&renewed), code(&renewed)), ("valid".to_owned(), dead), "the same link works again");
    assert!(shown(&teacher, &slug, &endless).await.contains("No end"));
    assert_eq!(standing(&shown(&teacher, &slug, &gone).await), "revoked");
    // A shorter time takes nothing away.
    let answer = post(&teacher, "renew-invites", &slug, &[&short], &[("renewal", "7")]).await;
    assert!(leads_to(&answer).ends_with("renewed=0.1"));
    let answer = post(&teacher, "renew-invites", &slug, &[&short], &[("renewal", "endless")]).await;
    assert!(leads_to(&answer).ends_with("renewed=1.0"));
    assert!(shown(&teacher, &slug, &short).await.contains("No end"));
}

#[tokio::test]
async fn the_share_box_gets_a_new_link_for_one_that_is_taken_back() {
    let (_app, teacher, slug) = teacher_with_room().await;
    let first = ids(&listed(&teacher, &slug, "").await).remove(0);
    let page = shown(&teacher, &slug, &first).await;
    assert!(page.contains("This is the link for participants in the share box."), "{page}");
    assert!(is_saved(&save(&teacher, &page, &[("passcode", "Blue Whale 7")]).await));
    post(&teacher, "revoke-invites", &slug, &[&first], &[("sure", "yes")]).await;
    let current = listed(&teacher, &slug, "?show=current").await;
    assert_eq!(names(&current), ["Link for participants"]);
    let next = shown(&teacher, &slug, &ids(&current)[0]).await;
    assert_ne!(code(&next), code(&page));
    assert_eq!(crate::app::field(&next, "passcode"), "Blue Whale 7");
}

#[tokio::test]
async fn every_box_of_a_page_is_ticked_without_scripts() {
    let (_app, teacher, slug) = teacher_with_room().await;
    make(&teacher, &slug, &[("kind", "open")]).await;
    let ticked = |page: &str| form(page, "/api/revoke-invites").iter().filter(|(name, _)| name == "ids[]").count();
    assert_eq!(ticked(&listed(&teacher, &slug, "").await), 0);
    assert_eq!(ticked(&listed(&teacher, &slug, "?ticked=all").await), 2);
}
