//! The list: what stands on it, search, filter, pages.
use super::*;

#[tokio::test]
async fn an_invite_is_found_by_its_name_or_note_in_any_script() {
    let (app, teacher, slug) = teacher_with_room().await;
    for (name, note) in [("Zoë Größe", ""), ("أحمد", "100 % there"), ("Ann Lee", "Klasse 7B")] {
        app.pass(Duration::from_secs(1));
        make(&teacher, &slug, &[("kind", "personal"), ("name", name), ("note", note)]).await;
    }
    for (typed, found) in [
        ("zoe", vec!["Zoë Größe"]),
        ("GROSSE", vec!["Zoë Größe"]),
        ("احمد", vec!["أحمد"]),
        ("klasse 7b", vec!["Ann Lee"]),
        ("ann 7b", vec!["Ann Lee"]),
        ("%", vec!["أحمد"]),
        ("_", vec![]),
        ("\\", vec![]),
        ("lee ann", vec![]),
        ("", vec!["Ann Lee", "أحمد", "Zoë Größe", "Link for participants"]),
    ] {
        let encoded = typed.bytes().fold(String::new(), |encoded, byte| format!("{encoded}%{byte:02x}"));
        let page = listed(&teacher, &slug, &format!("?q={encoded}")).await;
        assert_eq!(names(&page), found, "{typed}");
        assert_eq!(page.contains("No invite found"), found.is_empty(), "{typed}");
    }
    // A note that changes is found as it is now.
    let ann = ids(&listed(&teacher, &slug, "?q=ann").await).remove(0);
    assert!(is_saved(&save(&teacher, &shown(&teacher, &slug, &ann).await, &[("note", "Übung")]).await));
    assert_eq!(names(&listed(&teacher, &slug, "?q=ubung").await), ["Ann Lee"]);
    assert_eq!(names(&listed(&teacher, &slug, "?q=klasse").await), Vec::<String>::new());
}

#[tokio::test]
async fn the_list_says_how_each_stands_and_shows_some_alone() {
    let (app, teacher, slug) = teacher_with_room().await;
    let add = async |name: &'static str, more: &[(&str, &str)]| {
        app.pass(Duration::from_secs(1));
        make(&teacher, &slug, &[&[("kind", "personal"), ("name", name)], more].concat()).await
    };
    add("valid", &[]).await;
    add("later", &[("not_before", "2090-01-01T10:00"), ("zone", "UTC")]).await;
    let expired = add("expired", &[("role", "moderator")]).await;
    let used_up = add("used up", &[("max_uses", "1")]).await;
    let revoked = add("revoked", &[]).await;
    use_once(&app, &used_up, "used-1", "Ann <b>Lee</b>").await;
    sqlx::query("UPDATE invites SET expires_at = created_at + 1 WHERE id = ?")
        .bind(&expired)
        .execute(&mut app.database().await)
        .await
        .unwrap();
    teacher.post("/api/revoke-invites", &[("slug", &slug), ("ids[]", &revoked), ("sure", "yes")]).await;

    let page = listed(&teacher, &slug, "").await;
    let standings = page.split("data-standing=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect::<Vec<_>>();
    assert_eq!(standings, ["revoked", "used-up", "expired", "not-yet", "valid", "valid"]);
    for said in ["1 of 1", "Ann &lt;b&gt;Lee", "Firefox on Windows", "No end", "Ended "] {
        assert!(page.contains(said), "{said}: {page}");
    }
    for (show, found) in [
        ("open", vec!["Link for participants"]),
        ("personal", vec!["revoked", "used up", "expired", "later", "valid"]),
        ("current", vec!["later", "valid", "Link for participants"]),
        ("ended", vec!["revoked", "used up", "expired"]),
        ("nonsense", vec!["revoked", "used up", "expired", "later", "valid", "Link for participants"]),
    ] {
        assert_eq!(names(&listed(&teacher, &slug, &format!("?show={show}")).await), found, "{show}");
    }
    assert_eq!(names(&listed(&teacher, &slug, "?show=ended&q=up").await), ["used up"]);
    let other = room(&teacher, "Empty").await;
    for (show, said) in [("personal", "No personal invite yet"), ("ended", "Nothing has ended")] {
        assert!(listed(&teacher, &other, &format!("?show={show}")).await.contains(said));
    }
}

/// As if a browser had come in through an invite.
pub async fn use_once(app: &TestApp, invite: &str, user_id: &str, name: &str) {
    let now = app.services.clock.now().0;
    let sql = "INSERT INTO invite_guests (invite_id, browser_hash, user_id, name, browser, first_used_at, last_used_at, seen_at) \
               VALUES (?, randomblob(32), ?, ?, 'Firefox/Windows', ?, ?, ?)";
    let row = sqlx::query(sql).bind(invite).bind(user_id).bind(name).bind(now).bind(now).bind(now);
    row.execute(&mut app.database().await).await.unwrap();
}

#[tokio::test]
async fn five_hundred_invites_are_turned_over_page_by_page_and_keep_their_place() {
    let (app, teacher, slug) = teacher_with_room().await;
    let wanted = (0..500).map(|number| format!("Student {number:03}")).collect::<Vec<_>>();
    for name in &wanted {
        app.pass(Duration::from_millis(2));
        make(&teacher, &slug, &[("kind", "personal"), ("name", name)]).await;
    }
    let mut found = Vec::new();
    let mut query = "?show=personal".to_owned();
    let mut pages = 0;
    loop {
        let page = listed(&teacher, &slug, &query).await;
        assert!(ids(&page).len() <= 50);
        found.extend(names(&page));
        pages += 1;
        if pages == 3 {
            // What is new stands before this place, and what goes leaves no gap behind it.
            make(&teacher, &slug, &[("kind", "personal"), ("name", "Late")]).await;
        }
        let Some(next) = page.split(">Show more<").next().filter(|before| before.len() < page.len()) else { break };
        let next = next.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&amp;", "&");
        query = next.split_once("/invites").unwrap().1.to_owned();
    }
    let mut newest_first = wanted;
    newest_first.reverse();
    assert_eq!(found, newest_first);
    assert_eq!(pages, 10);
    assert!(listed(&teacher, &slug, "?after=0").await.contains("No more invites"));
    assert_eq!(names(&listed(&teacher, &slug, "?q=student+123").await), ["Student 123"]);
}

#[tokio::test]
async fn who_came_in_is_turned_over_too() {
    let (app, teacher, slug) = teacher_with_room().await;
    let id = make(&teacher, &slug, &[("kind", "open")]).await;
    for number in 0..230 {
        // Some at the same moment.
        app.pass(Duration::from_millis(number % 3));
        use_once(&app, &id, &format!("guest-{number}"), &format!("Guest {number}")).await;
    }
    let (mut seen, mut query) = (Vec::new(), String::new());
    loop {
        let page = page(&teacher, &format!("/rooms/{slug}/invites/{id}{query}")).await;
        seen.extend(page.split("data-guest=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        let Some(next) = page.split(">Show more<").next().filter(|before| before.len() < page.len()) else { break };
        let next = next.rsplit("href=\"").next().unwrap().split(['"', '#']).next().unwrap();
        query = format!("?{}", next.split_once('?').unwrap().1);
    }
    let all = seen.iter().collect::<std::collections::HashSet<_>>();
    assert_eq!((seen.len(), all.len()), (230, 230));
    for nonsense in ["?after=x", "?after=1.zz", "?after=1.ä", "?after=99999999999999999999.00"] {
        assert!(page(&teacher, &format!("/rooms/{slug}/invites/{id}{nonsense}")).await.contains("Guest 229"), "{nonsense}");
    }
}
