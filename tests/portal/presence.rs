//! Who is in a session of the sandbox: stories with a clock that only the test moves.
mod ends;
mod pages;
mod stage;

use roomkey::meeting::sandbox::{Admit, Left, PresenceError, Remove, Scene};
use roomkey::meeting::token::TokenProblem;
use roomkey::meeting::wire::Endpoint;
use secrecy::SecretString;
use serde_json::{Value, json};

use self::stage::{Stage, none, waiting_room};

#[tokio::test]
async fn who_is_silent_for_two_minutes_is_gone_and_can_come_back() {
    let stage = Stage::with(json!({ "max_participants": 2 }), none()).await;
    let ann = stage.guest("ann").await;
    let bob = stage.guest("bob").await;
    stage.pass_looking(115, &bob).await;
    assert_eq!(stage.people().await.1, "2");
    stage.pass_looking(5, &bob).await;
    assert_eq!(stage.people().await, (vec!["bob".into()], "1".into()));
    assert!(matches!(stage.look(&ann).await, Scene::In(..)), "there she is again");
    assert_eq!(stage.people().await.1, "2");

    stage.pass_looking(120, &bob).await;
    let cleo = stage.guest("cleo").await;
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::Silent, shut: Some(TokenProblem::Full), .. }));
    stage.sandbox.leave(&cleo.1).await.unwrap();
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::Silent, shut: None, .. }), "out is out");

    stage.pass(139);
    assert_eq!(stage.state().await, "SUCCESS", "Bob's last sign of life is two minutes and twenty seconds back");
    stage.pass(1);
    assert_eq!(stage.state().await, "ROOM_NOT_ACTIVE");
}

#[tokio::test]
async fn ten_want_three_places() {
    let stage = Stage::with(json!({ "max_participants": 3 }), none()).await;
    let mut tokens = Vec::new();
    for number in 0..10 {
        tokens.push(stage.token(&format!("u{number}"), false).await);
    }
    let entering = tokens.iter().map(|token| {
        let (sandbox, token) = (stage.sandbox.clone(), token.clone());
        tokio::spawn(async move { sandbox.enter(&token).await })
    });
    let entering: Vec<_> = entering.collect();
    let (mut inside, mut refused) = (Vec::new(), Vec::new());
    for one in entering {
        match one.await.unwrap() {
            Ok(secret) => inside.push(secret),
            Err(problem) => refused.push(problem),
        }
    }
    assert_eq!((inside.len(), refused), (3, vec![TokenProblem::Full; 7]));
    assert_eq!(stage.people().await.1, "3");
    stage.sandbox.leave(&inside[0]).await.unwrap();
    stage.guest("late").await;
}

#[tokio::test]
async fn the_waiting_room_opens_for_whom_a_moderator_lets_in() {
    let stage = Stage::with(none(), waiting_room()).await;
    let ann = stage.guest("ann").await;
    let Scene::Waiting(_, inside) = stage.look(&ann).await else { panic!("Ann waits") };
    assert_eq!((inside.waiting_words.as_str(), inside.people.len(), inside.waiting.len()), ("One moment.", 0, 0));
    assert_eq!(stage.people().await, (vec![], "1".into()), "counted, and not in the meeting");

    let boss = stage.moderator("boss").await;
    let bob = stage.guest("bob").await;
    let Scene::In(_, inside) = stage.look(&boss).await else { panic!("moderators do not wait") };
    assert_eq!(inside.waiting.iter().map(|person| person.user_id.as_str()).collect::<Vec<_>>(), ["ann", "bob"]);

    let refused = stage.sandbox.admit(&ann.1, Admit::Everyone).await;
    assert!(matches!(refused, Err(PresenceError::NotModerator)), "nobody lets themself in");
    let refused = stage.sandbox.admit(&boss.1, Admit::One("nobody")).await;
    assert!(matches!(refused, Err(PresenceError::NotThere)));
    stage.sandbox.admit(&boss.1, Admit::One("bob")).await.unwrap();
    let Scene::In(_, inside) = stage.look(&bob).await else { panic!("Bob is in") };
    assert!(inside.waiting.is_empty(), "only moderators see who waits");
    assert_eq!(stage.people().await.0, ["bob", "boss"]);

    stage.guest("cleo").await;
    stage.sandbox.admit(&boss.1, Admit::Everyone).await.unwrap();
    assert_eq!(stage.people().await.0, ["ann", "bob", "boss", "cleo"]);

    stage.sandbox.leave(&bob.1).await.unwrap();
    stage.sandbox.enter(&bob.0).await.unwrap();
    assert_eq!(stage.people().await.0.len(), 4, "who was let in stays so with the same link");
    let again = stage.guest("bob").await;
    assert!(matches!(stage.look(&again).await, Scene::Waiting(..)), "a second link means a second approval");
}

#[tokio::test]
async fn somebody_let_in_while_silent_is_in_when_heard_of_again() {
    let stage = Stage::with(none(), waiting_room()).await;
    let ann = stage.guest("ann").await;
    let boss = stage.moderator("boss").await;
    stage.pass_looking(125, &boss).await;
    stage.sandbox.admit(&boss.1, Admit::One("ann")).await.unwrap();
    assert_eq!(stage.people().await.0, ["boss"]);
    assert!(matches!(stage.look(&ann).await, Scene::In(..)));
}

#[tokio::test]
async fn a_second_token_throws_out_who_is_in_with_the_first() {
    let stage = Stage::with(none(), none()).await;
    let boss = stage.moderator("boss").await;
    let old = stage.guest("ann").await;
    let new = stage.token("ann", false).await;
    assert!(matches!(stage.look(&old).await, Scene::Out { how: Left::Replaced, shut: None, .. }));
    assert_eq!(stage.people().await.0, ["boss"]);
    let secret = stage.sandbox.enter(&new).await.unwrap();
    assert!(matches!(stage.look(&old).await, Scene::Out { shut: Some(TokenProblem::Duplicate), .. }));
    stage.sandbox.leave(&old.1).await.unwrap();
    assert_eq!(stage.people().await.0, ["ann", "boss"], "the old page cannot leave for the new one");

    assert_eq!(stage.sandbox.look(&new, None).await.unwrap_err(), TokenProblem::Duplicate, "a second browser with the link");
    assert_eq!(stage.sandbox.enter(&new).await.unwrap_err(), TokenProblem::Duplicate);
    let guessed = SecretString::from("another secret");
    stage.sandbox.leave(&guessed).await.unwrap();
    assert_eq!(stage.sandbox.look(&new, Some(&guessed)).await.unwrap_err(), TokenProblem::Duplicate);
    let others = stage.sandbox.look(&new, Some(&boss.1)).await.unwrap_err();
    assert_eq!(others, TokenProblem::Duplicate, "a secret is good for its own link alone");
    assert!(matches!(stage.sandbox.look(&new, Some(&secret)).await, Ok(Scene::In(..))));
}

#[tokio::test]
async fn the_first_moderator_without_a_presenter_online_presents() {
    let stage = Stage::with(none(), none()).await;
    let presents = async |user_id: &str| {
        let user = stage.sandbox.stored_user("r", user_id).await.unwrap().unwrap();
        serde_json::from_str::<Value>(&user.metadata).unwrap()["is_presenter"] == true
    };
    let first = stage.token("first", true).await;
    stage.token("second", true).await;
    assert!(presents("first").await && presents("second").await, "asked for before anybody was online");
    let first = stage.sandbox.enter(&first).await.unwrap();
    stage.token("third", true).await;
    assert!(!presents("third").await);
    stage.sandbox.leave(&first).await.unwrap();
    stage.token("fourth", true).await;
    assert!(presents("fourth").await);
}

#[tokio::test]
async fn who_is_removed_may_come_back_and_who_is_blocked_may_not() {
    let stage = Stage::with(none(), none()).await;
    let boss = stage.moderator("boss").await;
    let ann = stage.guest("ann").await;
    assert!(matches!(stage.sandbox.remove(&ann.1, "boss", Remove::ForNow).await, Err(PresenceError::NotModerator)));
    assert!(matches!(stage.sandbox.remove(&boss.1, "boss", Remove::ForNow).await, Err(PresenceError::Oneself)));
    assert!(matches!(stage.sandbox.remove(&boss.1, "nobody", Remove::ForGood).await, Err(PresenceError::NotThere)));

    stage.sandbox.remove(&boss.1, "ann", Remove::ForNow).await.unwrap();
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::Removed, shut: None, .. }));
    let ann = (ann.0.clone(), stage.sandbox.enter(&ann.0).await.unwrap());
    stage.sandbox.remove(&boss.1, "ann", Remove::ForGood).await.unwrap();
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::Removed, shut: Some(TokenProblem::Blocked), .. }));
    assert_eq!(stage.sandbox.enter(&ann.0).await.unwrap_err(), TokenProblem::Blocked);
    let reply = stage.token_reply("ann", false).await;
    assert_eq!(
        (reply["msg"].as_str(), reply["status_code"].as_str()),
        (Some("this user is blocked to join this session"), Some("USER_BLOCKED"))
    );

    stage.end().await;
    stage.pass(10);
    stage.create(none(), none()).await;
    stage.guest("ann").await;
}

#[tokio::test]
async fn a_link_moderates_only_if_it_was_asked_for_as_a_moderators() {
    let stage = Stage::with(none(), none()).await;
    stage.guest("ann").await;
    let participants = stage.token("p9", false).await;
    let moderators = stage.token("p9", true).await;
    assert!(matches!(stage.sandbox.look(&participants, None).await, Ok(Scene::AtDoor(person)) if !person.is_admin));
    let secret = stage.sandbox.enter(&participants).await.unwrap();
    let Ok(Scene::In(person, inside)) = stage.sandbox.look(&participants, Some(&secret)).await else { panic!("in") };
    assert!(!person.is_admin && inside.people.iter().all(|person| !person.is_admin));
    for refused in
        [stage.sandbox.admit(&secret, Admit::Everyone).await, stage.sandbox.remove(&secret, "ann", Remove::ForGood).await]
    {
        assert!(matches!(refused, Err(PresenceError::NotModerator)));
    }
    let others = stage.sandbox.look(&moderators, Some(&secret)).await.unwrap_err();
    assert_eq!(others, TokenProblem::Duplicate, "what was entered with one link is not worth more with another");

    stage.sandbox.leave(&secret).await.unwrap();
    let secret = stage.sandbox.enter(&moderators).await.unwrap();
    assert!(matches!(stage.sandbox.look(&moderators, Some(&secret)).await, Ok(Scene::In(person, _)) if person.is_admin));
    stage.sandbox.remove(&secret, "ann", Remove::ForNow).await.unwrap();

    stage.token("p9", false).await;
    let secret = stage.sandbox.enter(&moderators).await.unwrap();
    let refused = stage.sandbox.remove(&secret, "ann", Remove::ForGood).await;
    assert!(matches!(refused, Err(PresenceError::NotModerator)), "no longer one by the record");
}

#[tokio::test]
async fn who_has_just_gone_can_still_be_kept_out() {
    let stage = Stage::with(none(), none()).await;
    let boss = stage.moderator("boss").await;
    let ann = stage.guest("ann").await;
    let bob = stage.guest("bob").await;
    stage.sandbox.leave(&ann.1).await.unwrap();
    stage.pass_looking(125, &boss).await;
    assert!(matches!(stage.sandbox.remove(&boss.1, "ann", Remove::ForNow).await, Err(PresenceError::NotThere)));
    for person in ["ann", "bob"] {
        stage.sandbox.remove(&boss.1, person, Remove::ForGood).await.unwrap();
    }
    assert_eq!(stage.sandbox.enter(&ann.0).await.unwrap_err(), TokenProblem::Blocked, "left");
    assert_eq!(stage.sandbox.enter(&bob.0).await.unwrap_err(), TokenProblem::Blocked, "was silent");
    assert!(matches!(stage.look(&bob).await, Scene::Out { how: Left::Silent, shut: Some(TokenProblem::Blocked), .. }));
}

#[tokio::test]
async fn ids_that_the_server_makes_are_never_blocked_and_throw_nobody_out() {
    let stage = Stage::with(none(), json!({ "auto_gen_user_id": true })).await;
    let boss = stage.moderator("boss").await;
    let first = stage.guest("ann").await;
    stage.guest("ann").await;
    assert_eq!(stage.people().await.0.len(), 3);
    let Scene::In(rehearsal, _) = stage.look(&first).await else { panic!("in") };
    stage.sandbox.remove(&boss.1, &rehearsal.user_id, Remove::ForGood).await.unwrap();
    assert!(matches!(stage.look(&first).await, Scene::Out { how: Left::Removed, .. }));
    stage.guest("ann").await;
}

#[tokio::test]
async fn a_link_that_has_expired_works_for_whoever_is_in_with_it() {
    let stage = Stage::with(none(), none()).await;
    let ann = stage.guest("ann").await;
    stage.pass_looking(900, &ann).await;
    assert!(matches!(stage.look(&ann).await, Scene::In(..)));
    assert_eq!(stage.sandbox.look(&ann.0, None).await.unwrap_err(), TokenProblem::Expired);
    stage.sandbox.leave(&ann.1).await.unwrap();
    assert!(matches!(stage.look(&ann).await, Scene::Out { how: Left::ByChoice, shut: Some(TokenProblem::Expired), .. }));
    assert_eq!(stage.sandbox.enter(&ann.0).await.unwrap_err(), TokenProblem::Expired);
}

#[tokio::test]
async fn a_broadcast_reaches_whom_it_is_for() {
    let stage = Stage::with(none(), none()).await;
    let send = async |request: Value| {
        let mut whole = json!({ "room_id": "r" });
        whole.as_object_mut().unwrap().extend(request.as_object().unwrap().clone());
        let reply = stage.call(Endpoint::BroadcastToRoom, &whole).await;
        format!("{} {}", reply["msg"].as_str().unwrap(), reply["status_code"].as_str().unwrap())
    };
    let to_admins = json!({ "only_to_admins": true, "chat_msg": { "message": "for moderators" } });
    assert_eq!(send(to_admins.clone()).await, "no online user found USER_NOT_FOUND");
    let ann = stage.guest("ann").await;
    assert_eq!(send(to_admins.clone()).await, "no online admin user found USER_NOT_FOUND");
    let boss = stage.moderator("boss").await;
    assert_eq!(send(to_admins).await, "success SUCCESS");
    assert_eq!(send(json!({ "notification_msg": { "text": "for all", "type": 1 } })).await, "success SUCCESS");
    assert_eq!(
        send(json!({ "to_user_id": "ann", "notification_msg": { "text": "for Ann", "type": "NATS_SYSTEM_NOTIFICATION_ERROR" } }))
            .await,
        "success SUCCESS"
    );
    assert_eq!(send(json!({ "to_user_id": "nobody", "chat_msg": { "message": "x" } })).await, "success SUCCESS");
    let both = json!({ "to_user_id": "ann", "only_to_admins": true, "chat_msg": { "message": "for both" } });
    assert_eq!(send(both).await, "success SUCCESS");
    assert_eq!(
        send(json!({ "notification_msg": {} })).await,
        "validation error: notification_msg.text: value is required INVALID_PARAMETERS"
    );
    let twice = r#"{"room_id":"r","chatMsg":{},"notificationMsg":{}}"#;
    let reply: Value = serde_json::from_slice(&stage.sandbox.answer(Endpoint::BroadcastToRoom, twice.as_bytes()).await).unwrap();
    assert!(
        reply["msg"]
            .as_str()
            .unwrap()
            .contains(r#"error parsing "notificationMsg", oneof plugnmeet.BroadcastToRoomReq.payload is already set"#)
    );

    let heard = async |page| {
        let Scene::In(_, inside) = stage.look(page).await else { panic!("not in") };
        inside.messages.into_iter().map(|message| format!("{}: {}", message.kind, message.text)).collect::<Vec<_>>()
    };
    assert_eq!(heard(&ann).await, ["chat: for both", "error: for Ann", "warning: for all"]);
    assert_eq!(heard(&boss).await, ["chat: for both", "warning: for all", "chat: for moderators"]);
    stage.pass(1);
    let late = stage.guest("late").await;
    assert_eq!(heard(&late).await, [""; 0], "not what was said before");
    for number in 0..60 {
        send(json!({ "chat_msg": { "message": number.to_string() } })).await;
    }
    let kept = heard(&late).await;
    assert_eq!((kept.len(), kept[0].as_str()), (50, "chat: 59"), "a bounded number is kept");
    for (length, expected) in [(4000, "chat: ".to_owned() + &"ä".repeat(4000)), (4001, format!("chat: {}…", "ä".repeat(4000)))]
    {
        send(json!({ "chat_msg": { "message": "ä".repeat(length) } })).await;
        assert!(heard(&late).await[0] == expected, "of a bounded length: {length}");
    }
}
