use std::sync::Arc;

use super::super::KnownServer;
use super::*;
use crate::domain::design::Design;
use crate::meeting::token::{Claims, Stated};
use crate::services::liveness::Running;

const NOW: UnixMillis = UnixMillis(1_761_814_595_000);

fn place(address: &str) -> Place {
    Place::of(address).unwrap()
}

fn at(seconds: i64) -> UnixMillis {
    UnixMillis(NOW.0 + seconds * 1000)
}

fn server() -> KnownServer {
    KnownServer {
        id: None,
        name: Some("Campus".to_owned()),
        api_key: "KEY".to_owned(),
        join_place: Some(place("https://meet.example/")),
    }
}

fn live_since(seconds: i64) -> Liveness {
    Liveness::Live(Running { sid: "s".to_owned(), people: 1, since: at(seconds), metadata: Arc::default() })
}

/// A link that opens.
fn good() -> Findings {
    Findings {
        stated: Stated {
            damage: None,
            algorithm: Some("HS256".to_owned()),
            issuer: Some("KEY".to_owned()),
            subject: Some("u1".to_owned()),
            not_before: Some(NOW),
            expires: Some(at(600)),
            claims: Claims { user_id: "u1".to_owned(), room_id: "r1".to_owned(), ..Claims::default() },
        },
        issuer: Issuer::Ours(server()),
        rehearses: false,
        room: None,
        live: Some(live_since(-10)),
        design: Design::default(),
        ignored: Vec::new(),
        others: Vec::new(),
        request_length: 500,
        mends: Vec::new(),
    }
}

/// The verdict on a link that differs from the good one in this, when it leads to our server.
fn with(change: impl FnOnce(&mut Findings)) -> Verdict {
    let mut found = good();
    change(&mut found);
    of(&found, Some(&place("https://meet.example")), at(60))
}

#[test]
fn each_fault_alone_is_named() {
    assert_eq!(with(|_| {}), Verdict::Works);
    assert_eq!(with(|found| found.mends = vec![Mend::Broken]), Verdict::WorksInOnePiece);
    assert_eq!(with(|found| found.mends = vec![Mend::Wrapped, Mend::Entities]), Verdict::Works);
    assert_eq!(with(|found| found.stated.damage = Some(Damage::CutOff)), Verdict::CutOff);
    assert_eq!(with(|found| found.stated.damage = Some(Damage::Unreadable)), Verdict::Damaged);
    assert_eq!(with(|found| found.stated.algorithm = Some("none".to_owned())), Verdict::Algorithm);
    assert_eq!(with(|found| found.issuer = Issuer::Pretended(server())), Verdict::Signature);
    assert_eq!(with(|found| found.stated.issuer = Some("OTHER".to_owned())), Verdict::ApiKey);
    assert_eq!(with(|found| found.stated.issuer = None), Verdict::ApiKey);
    assert_eq!(with(|found| found.stated.subject = Some("u2".to_owned())), Verdict::Subject);
    assert_eq!(with(|found| found.stated.subject = None), Verdict::Subject);
    assert_eq!(with(|found| found.stated.claims.room_id.clear()), Verdict::NoRoom);
    assert_eq!(with(|found| found.request_length = 4000), Verdict::TooLong);
    assert_eq!(with(|found| found.ignored = Design::read_untrusted("null").1), Verdict::EmptyPage);
    assert_eq!(with(|found| found.ignored = Design::read_untrusted(r#"{"primary_color":"red;}"}"#).1), Verdict::Dangerous);
    assert_eq!(with(|found| found.ignored = Design::read_untrusted("{").1), Verdict::Works);
    assert_eq!(with(|found| found.issuer = Issuer::Unknown), Verdict::UnknownServer);
    assert_eq!(with(|found| found.live = None), Verdict::NotYourRoom);
    assert_eq!(with(|found| found.live = Some(Liveness::Unknown(None))), Verdict::ServerSilent);
    assert_eq!(with(|found| found.live = Some(Liveness::NotRunning)), Verdict::Over);
    assert_eq!(with(|found| found.live = Some(Liveness::Ending)), Verdict::Over);
    assert_eq!(with(|found| found.live = Some(live_since(1))), Verdict::EarlierSession { since: at(1) });
    assert_eq!(with(|found| found.live = Some(live_since(0))), Verdict::Works);
    // Without a user id of its own the subject counts (§3.3).
    assert_eq!(with(|found| found.stated.claims.user_id.clear()), Verdict::Works);
}

#[test]
fn where_it_leads_counts() {
    let verdict = |address: Option<&str>| of(&good(), address.map(place).as_ref(), NOW);
    assert_eq!(verdict(None), Verdict::Works);
    assert_eq!(verdict(Some("https://other.example/")), Verdict::WrongPlace);
    assert_eq!(verdict(Some("https://meet.example/other/")), Verdict::WrongPlace);
    assert_eq!(verdict(Some("http://meet.example/")), Verdict::Insecure);
    let mut rehearsal = good();
    (rehearsal.rehearses, rehearsal.request_length) = (true, 5000);
    rehearsal.ignored = Design::read_untrusted("null").1;
    assert_eq!(of(&rehearsal, Some(&place("http://meet.example/")), NOW), Verdict::Works);
}

#[test]
fn a_minute_is_forgiven_either_way_and_without_an_end_it_never_expires() {
    for (second, expected) in [(-61, Verdict::NotYetValid), (-60, Verdict::Works), (660, Verdict::Works), (661, Verdict::Expired)]
    {
        assert_eq!(of(&good(), None, at(second)), expected, "{second}");
    }
    let mut eternal = good();
    eternal.stated.expires = None;
    assert_eq!(of(&eternal, None, at(1_000_000_000)), Verdict::Works);
    eternal.stated.expires = Some(UnixMillis(i64::MIN));
    assert_eq!(of(&eternal, None, NOW), Verdict::Expired);
}

#[test]
fn of_two_faults_the_one_that_is_met_first_is_named() {
    let mut found = good();
    found.live = Some(Liveness::NotRunning);
    assert_eq!(of(&found, None, at(1000)), Verdict::Expired);
    found.issuer = Issuer::Pretended(server());
    assert_eq!(of(&found, None, at(1000)), Verdict::Signature);
    assert_eq!(of(&found, Some(&place("http://meet.example/")), at(1000)), Verdict::Insecure);
    found.issuer = Issuer::Unknown;
    assert_eq!(of(&found, None, at(1000)), Verdict::Expired, "it is over, whoever made it");
}
