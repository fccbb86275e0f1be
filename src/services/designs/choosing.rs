//! Choosing a design for a room, an invite or a link: which there are, and which is meant.
use super::super::{Caller, Services};
use super::{DesignError, find, list, saved, usable};
use crate::domain::design::{DesignId, SavedDesign};
use crate::domain::room_list::Search;
use crate::forms::DesignChoice;
use crate::internal::Internal;
use crate::storage::WriteTx;
use crate::storage::designs;

/// What somebody may choose from, by name.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Their own.
    pub own: Vec<SavedDesign>,
    /// What others share, each with its owner's name.
    pub shared: Vec<(SavedDesign, String)>,
    /// What is in use already.
    pub in_use: Option<SavedDesign>,
}

impl Choices {
    /// What the caller may choose where `in_use` is used so far.
    pub async fn of(services: &Services, caller: &Caller, in_use: Option<&SavedDesign>) -> Result<Self, Internal> {
        let list = list(services, caller, &Search::default()).await?;
        let own: Vec<_> = list.own.into_iter().map(|listed| listed.saved).collect();
        let shared: Vec<_> = list.shared.into_iter().filter_map(|listed| Some((listed.saved, listed.owner?))).collect();
        Ok(Self { own, shared, in_use: in_use.cloned() })
    }

    /// What is in use and could not be chosen anew.
    pub fn kept(&self) -> Option<&SavedDesign> {
        let all = || self.own.iter().chain(self.shared.iter().map(|(saved, _)| saved));
        self.in_use.as_ref().filter(|saved| all().all(|other| other.id != saved.id))
    }
}

/// What a link's choice comes to. One of another's that is not shared is none.
pub async fn settle(
    services: &Services,
    caller: &Caller,
    choice: DesignChoice,
) -> Result<DesignChoice<SavedDesign>, DesignError> {
    Ok(match choice {
        DesignChoice::Room => DesignChoice::Room,
        DesignChoice::None => DesignChoice::None,
        DesignChoice::Custom(design) => DesignChoice::Custom(design),
        DesignChoice::Saved(id) => DesignChoice::Saved(find(services, caller, &id).await?.saved),
    })
}

/// The same within a write, where `kept` is what is in use so far: that may stay.
pub(in crate::services) async fn settle_in(
    tx: &mut WriteTx,
    caller: &Caller,
    choice: &DesignChoice,
    kept: Option<&DesignId>,
) -> Result<DesignChoice<SavedDesign>, DesignError> {
    Ok(match choice {
        DesignChoice::Room => DesignChoice::Room,
        DesignChoice::None => DesignChoice::None,
        DesignChoice::Custom(design) => DesignChoice::Custom(design.clone()),
        DesignChoice::Saved(id) => DesignChoice::Saved(in_use(tx, caller, id, kept).await?.ok_or(DesignError::NotFound)?),
    })
}

/// A design that the caller may use, or that is used already; `None`: neither.
pub(in crate::services) async fn in_use(
    tx: &mut WriteTx,
    caller: &Caller,
    id: &DesignId,
    kept: Option<&DesignId>,
) -> Result<Option<SavedDesign>, Internal> {
    if kept != Some(id) {
        return usable(tx, caller, id).await;
    }
    let found = designs::find_in_use(&mut **tx, id).await?;
    found.map(|(name, design)| saved(id.as_str(), &name, &design)).transpose()
}
