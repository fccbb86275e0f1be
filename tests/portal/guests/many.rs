//! A school behind one address.
use std::collections::HashSet;
use std::time::Instant;

use tokio::task::JoinSet;

use super::invited::{portal, user_id};

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_guests_from_one_address_come_in_at_once_and_none_is_refused() {
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let (began, mut pressing) = (Instant::now(), JoinSet::new());
    for number in 0..500 {
        let (invited, browser) = (invited.clone(), app.browser());
        pressing.spawn(async move { user_id(&invited.join(&browser, &format!("Guest {number}")).await) });
    }
    let people: HashSet<_> = pressing.join_all().await.into_iter().collect();
    println!("500 guests came in within {:?}", began.elapsed());
    assert_eq!(people.len(), 500);
    assert_eq!(invited.arrival(&app.services, None).await.invite.uses, 500);
}

/// What `cargo test --test portal -- --ignored --nocapture thousand_joins` measures.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn a_thousand_joins_in_a_row_and_side_by_side() {
    use roomkey::services::guests::GuestCookie;
    let (app, teacher, room, invited) = portal().await;
    teacher.start(&room).await;
    let began = Instant::now();
    for number in 0..1000 {
        invited.join_as(&app.services, &GuestCookie::random(), &format!("Guest {number}")).await.unwrap();
    }
    println!("1000 joins in a row: {:?}", began.elapsed());
    let (began, mut pressing) = (Instant::now(), JoinSet::new());
    for number in 0..1000 {
        let (invited, services) = (invited.clone(), app.services.clone());
        pressing.spawn(async move {
            invited.join_as(&services, &GuestCookie::random(), &format!("Guest {number}")).await.unwrap();
        });
    }
    pressing.join_all().await;
    println!("1000 joins side by side: {:?}", began.elapsed());
}
