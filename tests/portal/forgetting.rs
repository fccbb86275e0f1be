//! What is known of guests goes when it is of no use any more.
use std::time::Duration;

use roomkey::clock::UnixMillis;
use roomkey::services::forgetting::{self, Forgotten};
use sqlx::SqliteConnection;

use crate::app::TestApp;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// A guest of the only invite there is: seen and used so many milliseconds ago.
async fn guest(
    database: &mut SqliteConnection,
    now: UnixMillis,
    name: &str,
    seen: i64,
    used: Option<i64>,
    reserved: Option<i64>,
) {
    sqlx::query(
        "INSERT INTO invite_guests (invite_id, browser_hash, user_id, name, browser, address_hash, reserved_at, first_used_at, seen_at)
         SELECT id, randomblob(32), 'guest-' || ?1, ?1, 'Firefox', randomblob(32), ?2, ?3, ?4 FROM invites",
    )
    .bind(name)
    .bind(reserved.map(|ago| now.0 - ago))
    .bind(used.map(|ago| now.0 - ago))
    .bind(now.0 - seen)
    .execute(database)
    .await
    .unwrap();
}

/// Who is known still; whose address is; who holds a use.
async fn known(database: &mut SqliteConnection) -> [Vec<String>; 3] {
    let all = ["1 = 1", "address_hash IS NOT NULL", "reserved_at IS NOT NULL"];
    let mut lists = [const { Vec::new() }; 3];
    for (list, which) in lists.iter_mut().zip(all) {
        let query = sqlx::AssertSqlSafe(format!("SELECT name FROM invite_guests WHERE {which} ORDER BY name"));
        *list = sqlx::query_scalar(query).fetch_all(&mut *database).await.unwrap();
    }
    lists
}

#[tokio::test]
async fn addresses_go_after_thirty_days_and_who_never_came_in_after_one() {
    let app = TestApp::start().await;
    app.administrator().await;
    let (mut database, now) = (app.database().await, app.services.clock.now());
    guest(&mut database, now, "long ago", 29 * DAY + 23 * HOUR, Some(29 * DAY), None).await;
    guest(&mut database, now, "waits", 23 * HOUR, None, None).await;
    guest(&mut database, now, "on the way", 1000, None, Some(1000)).await;
    guest(&mut database, now, "fell down", HOUR, None, Some(HOUR)).await;
    let none = Forgotten { addresses: 0, never_in: 0, waits: 0, reservations: 0 };
    assert_eq!(forgetting::forget(&app.services).await.unwrap(), Forgotten { reservations: 1, ..none });
    assert_eq!(known(&mut database).await[2], ["on the way"], "a use is held while somebody is on the way");
    assert_eq!(forgetting::forget(&app.services).await.unwrap(), none);

    app.pass(Duration::from_hours(2));
    assert_eq!(
        forgetting::forget(&app.services).await.unwrap(),
        Forgotten { addresses: 1, never_in: 1, reservations: 1, ..none }
    );
    let [all, with_address, holding] = known(&mut database).await;
    assert_eq!(all, ["fell down", "long ago", "on the way"], "who used an invite is known for good");
    assert_eq!(with_address, ["fell down", "on the way"]);
    assert!(holding.is_empty());

    app.pass(Duration::from_hours(24));
    assert_eq!(forgetting::forget(&app.services).await.unwrap(), Forgotten { never_in: 2, ..none });
    assert_eq!(known(&mut database).await[0], ["long ago"]);
}
