//! The list of rooms: which, in which order, what runs; favourites, and what an account chose last.
use std::collections::{HashMap, HashSet};

use tokio::task::JoinSet;

use super::guests::how_many_wait;
use super::liveness::{Liveness, Running};
use super::rooms::RoomError;
use super::servers::Choice;
use super::{Caller, Services, invites, servers};
use crate::domain::account::PersonName;
use crate::domain::fault::Outage;
use crate::domain::room::{MemberRight, RoomTitle, Slug};
use crate::domain::room_list::{After, Filter, Search, Sort};
use crate::domain::template::Template;
use crate::internal::Internal;
use crate::storage::room_list::{self, ListedRow, Wanted};
use crate::storage::rooms::RoomId;
use crate::storage::servers::ServerId;

/// So many rooms stand on one page.
const PAGE: usize = 60;

/// What somebody asks of the list; what is not said is as the last time.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Which rooms.
    pub filter: Option<Filter>,
    /// In which order.
    pub sort: Option<Sort>,
    /// Words of the title.
    pub search: Search,
    /// Behind which room.
    pub after: Option<After>,
}

/// One page of the list.
#[derive(Clone, Debug)]
pub struct RoomList {
    /// Which rooms.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Words of the title.
    pub search: Search,
    /// The rooms, at most [`PAGE`].
    pub cards: Vec<RoomCard>,
    /// Whether it does not begin with the first room.
    pub is_continued: bool,
    /// Where the next page begins, if there is one.
    pub next: Option<After>,
    /// Whether the account has any room, listed or not.
    pub has_rooms: bool,
    /// Whether they run on more than one meeting server.
    pub on_several: bool,
    /// Where the forms of these rooms may end up, for the content security policy.
    pub join_origins: Vec<String>,
}

/// A room on the list.
#[derive(Clone, Debug)]
pub struct RoomCard {
    /// The room's part of an address.
    pub slug: Slug,
    /// What people call it.
    pub title: RoomTitle,
    /// Whose it is, if somebody shares it.
    pub owner: Option<PersonName>,
    /// Whether the caller may archive and restore it.
    pub right: MemberRight,
    /// Whether it comes first.
    pub favourite: bool,
    /// Whether it is out of use.
    pub archived: bool,
    /// Whether it runs.
    pub live: Liveness,
    /// People who wait before its door to be let in.
    pub waiting: usize,
    /// What its meeting server is called; the sandbox has no name of its own.
    pub server: Option<String>,
    /// The link that everybody who takes part gets, while it opens something.
    pub link: Option<String>,
}

/// A page of the caller's rooms, in one query, with what the meeting server says of them, in one call. With `remember`
/// a filter or an order that is asked for stays the account's own.
pub async fn show(services: &Services, caller: &Caller, asked: Asked, remember: bool) -> Result<RoomList, Internal> {
    let (filter, sort) = choose(services, caller, &asked, remember).await?;
    let is_continued = asked.after.is_some();
    let wanted = Wanted {
        account_id: &caller.account_id,
        filter,
        sort,
        pattern: asked.search.pattern(),
        after: asked.after,
        // One more shows whether there is a next page.
        limit: i64::try_from(PAGE + 1)?,
    };
    let reads = services.storage.reads();
    let mut rows = room_list::list(reads, &wanted).await?;
    let has_rooms = !rows.is_empty() || room_list::has_any(reads, &caller.account_id).await?;
    let is_whole = rows.len() <= PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| !is_whole).map(|last| last.place(sort));
    let used: HashSet<_> = rows.iter().map(|row| row.server_id.clone()).collect();
    let names = if used.iter().any(Option::is_some) { servers::choices(services).await? } else { Vec::new() };
    let servers = rows.iter().filter(|row| row.archived_at.is_none()).map(|row| row.server_id.clone()).collect();
    let (running, join_origins) = running(services, servers).await;
    let mut cards = Vec::with_capacity(rows.len());
    for row in rows {
        let waiting = how_many_wait(services, &RoomId::from(row.id.clone())).await?;
        cards.push(RoomCard { waiting, ..RoomCard::read(services, row, &running, &names)? });
    }
    let on_several = used.len() > 1;
    Ok(RoomList { filter, sort, search: asked.search, cards, is_continued, next, has_rooms, on_several, join_origins })
}

/// What is asked for, else what was asked for the last time, else the usual.
async fn choose(services: &Services, caller: &Caller, asked: &Asked, remember: bool) -> Result<(Filter, Sort), Internal> {
    let last = room_list::choices(services.storage.reads(), &caller.account_id).await?;
    let last: (Filter, Sort) = match last {
        Some(last) => (last.filter.parse()?, last.sort.parse()?),
        None => Default::default(),
    };
    let now = (asked.filter.unwrap_or(last.0), asked.sort.unwrap_or(last.1));
    // Whoever looked into the archive wants his rooms the next time.
    let kept = if now.0 == Filter::Archived { (last.0, now.1) } else { now };
    if remember && kept != last {
        let mut tx = services.storage.begin().await?;
        room_list::remember_list(&mut tx, &caller.account_id, kept.0, kept.1).await?;
        tx.commit().await?;
    }
    Ok(now)
}

/// Every session of some meeting servers by its room, or what is wrong with the server. All are asked at the same time.
async fn running(services: &Services, asked: HashSet<Option<ServerId>>) -> (HashMap<Option<ServerId>, Sessions>, Vec<String>) {
    let mut asking = JoinSet::new();
    for id in asked {
        let services = services.clone();
        asking.spawn(async move {
            let server = match servers::get(&services, id.as_ref()).await {
                Ok(server) => server,
                Err(fault) => return (id, Err(fault.into()), None),
            };
            (id, server.hasty().active_rooms().await, Some(server.join_origin().to_owned()))
        });
    }
    let (mut running, mut join_origins) = (HashMap::new(), Vec::new());
    while let Some(asked) = asking.join_next().await {
        // A task that panicked has logged it; its rooms are unknown.
        let Ok((id, sessions, origin)) = asked else { continue };
        join_origins.extend(origin);
        let sessions = match sessions {
            Ok(sessions) => {
                Ok(sessions.iter().map(|session| (session.room_id.clone(), Running::read(session))).collect::<HashMap<_, _>>())
            }
            Err(error) => {
                tracing::warn!(%error, "a meeting server did not say which rooms run");
                Err(error.outage())
            }
        };
        running.insert(id, sessions);
    }
    (running, join_origins)
}

/// What a server said of its sessions.
type Sessions = Result<HashMap<String, Running>, Option<Outage>>;

impl RoomCard {
    fn read(
        services: &Services,
        row: ListedRow,
        running: &HashMap<Option<ServerId>, Sessions>,
        servers: &[Choice],
    ) -> Result<Self, Internal> {
        let is_good = row.archived_at.is_none() && row.invite_expires_at.is_none_or(|at| services.clock.now().0 < at);
        let invite = row.invite_id.zip(row.invite_code).filter(|_| is_good);
        let link = invite.map(|(id, sealed)| invites::link_of(services, &id, &sealed)).transpose()?;
        let server = servers.iter().find(|choice| choice.id == row.server_id).and_then(|choice| choice.name.clone());
        let live = match running.get(&row.server_id) {
            Some(Ok(running)) => {
                running.get(&row.meeting_room_id).map_or(Liveness::NotRunning, |live| Liveness::Live(live.clone()))
            }
            Some(Err(outage)) => Liveness::Unknown(outage.clone()),
            None => Liveness::Unknown(None),
        };
        Ok(Self {
            slug: row.slug.parse()?,
            title: row.title.parse()?,
            owner: row.owner.map(|name| name.parse()).transpose()?,
            right: row.right.parse()?,
            favourite: row.favourite,
            archived: row.archived_at.is_some(),
            live,
            waiting: 0,
            server,
            link,
        })
    }
}

/// Marks a room as the caller's favourite, or no longer.
pub async fn set_favourite(services: &Services, caller: &Caller, slug: &str, favourite: bool) -> Result<(), RoomError> {
    let mut tx = services.storage.begin().await?;
    if !room_list::set_favourite(&mut tx, &caller.account_id, slug, favourite).await? {
        return Err(RoomError::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Notes that the caller used a room, for "recently used". Not worth failing for: what was asked for is done.
pub async fn used(services: &Services, caller: &Caller, slug: &Slug) {
    let note = async {
        let mut tx = services.storage.begin().await?;
        room_list::set_used(&mut tx, &caller.account_id, slug.as_str(), services.clock.now()).await?;
        tx.commit().await
    };
    if let Err(error) = note.await {
        tracing::warn!(%error, "nobody noted that a room was used");
    }
}

/// What a new room of the caller begins with, unless something else is chosen: what was chosen the last time.
pub async fn usual_template(services: &Services, caller: &Caller) -> Result<Template, Internal> {
    match room_list::choices(services.storage.reads(), &caller.account_id).await? {
        Some(last) => Ok(last.template.parse()?),
        None => Ok(Template::default()),
    }
}
