//! When a meeting is: for a calendar, and for the text of the invitation.
use http::request::Parts;
use leptos::prelude::*;

use crate::clock::UnixMillis;
use crate::forms::CalendarForm;
use crate::services::calendar::Event;
use crate::services::invites::Invite;
use crate::services::rooms::Room;
use crate::services::{invitation, profile, share};
use crate::text::invitation::{filling, template};
use crate::text::reader::{browsers_zone, text};
use crate::text::when::when;
use crate::text::{name, times};
use crate::ui::components::field::{Field, Kind, Segmented, Why, WrongCount};
use crate::ui::components::icon::{Icon, Shape};
use crate::ui::components::share_box::InvitationText;
use crate::ui::form_view::FormView;
use crate::ui::layouts::Signed;
use crate::ui::visit::{Visit, page};

/// `/rooms/{slug}/invites/{id}/calendar`
#[component]
pub fn InviteCalendar() -> impl IntoView {
    page(|visit| async move {
        let caller = visit.caller()?;
        let (room, invite) = share::find(&visit.services, &caller, &visit.param("slug"), &visit.param("id")).await?;
        let own = invitation::own(&visit.services, &caller).await?;
        let (form, event) = asked(&visit);
        let t = text();
        let template = template(t, own.as_ref());
        let bounds = Bounds { begins: invite.terms.not_before, ends: invite.terms.expires };
        let bounds = bounds.notice(&visit, event.as_ref(), &format!("/rooms/{}/invites/{}", room.slug, invite.id.as_str()));
        let result = event.map(|event| {
            let said = when(t, &event);
            let text_of_it = filling(&visit.services, &room, &invite, said.clone()).fill(&template);
            view! {
                <p class="notice live"><Icon shape=Shape::Tick/><span data-when>{said}</span></p>
                <InvitationText title=room.title.to_string() text_of_it id="invitation".to_owned() open=true/>
            }
        });
        let result = match result {
            Some(result) => result.into_any(),
            None => view! { <p class="hint">{t.get("calendar-text-hint")}</p> }.into_any(),
        };
        Ok(view! {
            <Signed caller title=t.get("calendar-title")>
                <div class="stack">
                    <p><a href=format!("/rooms/{}#share", room.slug)>{t.with("calendar-back", [("title", name(room.title.as_str()))])}</a></p>
                    <h1>{t.get("calendar-title")}</h1>
                    <p class="measure">{t.get("calendar-text")}</p>
                    {bounds}
                </div>
                <div class="two">
                    <section class="card padded"><CalendarFields room invite form/></section>
                    <aside class="card padded" aria-labelledby="invitation-title">
                        <h2 id="invitation-title">{t.get("share-invitation")}</h2>
                        {result}
                    </aside>
                </div>
            </Signed>
        }
        .into_any())
    })
}

/// When the link opens at all: a date that it does not open for helps nobody.
struct Bounds {
    begins: Option<UnixMillis>,
    ends: Option<UnixMillis>,
}

impl Bounds {
    /// What to know of them beside these dates, or before any are chosen. `invite` is where they are changed.
    fn notice(&self, visit: &Visit, event: Option<&Event>, invite: &str) -> Option<AnyView> {
        let t = visit.reader.text;
        // By the clock that the dates are read from.
        let dates_zone = event.map(|event| times::Zone::new(Some(event.start.time_zone().clone()), None));
        let zone = dates_zone.as_ref().unwrap_or(&visit.reader.zone);
        let said = |key, moment| t.with(key, [("time", times::day_and_clock(t, zone, moment).into())]);
        let moment = |time: jiff::Zoned| UnixMillis(time.timestamp().as_millisecond());
        let early = self.begins.filter(|begins| event.is_some_and(|event| moment(event.start.clone()) < *begins));
        let late = self.ends.filter(|ends| event.is_some_and(|event| moment(event.ends()) > *ends));
        let (class, sentences) = if early.is_some() || late.is_some() {
            let early = early.map(|begins| said("calendar-too-early", begins));
            ("notice warn", [early, late.map(|ends| said("calendar-too-late", ends))])
        } else {
            let begins = self.begins.filter(|begins| visit.services.clock.now() < *begins);
            let begins = begins.map(|begins| said("calendar-opens-from", begins));
            ("notice", [begins, self.ends.map(|ends| said("calendar-opens-until", ends))])
        };
        let sentences = sentences.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (!sentences.is_empty()).then(|| {
            view! {
                <p class=class data-bounds><Icon shape=Shape::Info/><span>{sentences} " " <a href=invite.to_owned()>{t.get("calendar-change-bounds")}</a></span></p>
            }
            .into_any()
        })
    }
}

/// What stands in the address: the fields, and if nothing is wrong with them what they mean.
fn asked(visit: &Visit) -> (FormView, Option<Event>) {
    let get = |field| visit.query(field);
    let form = CalendarForm {
        date: get("date"),
        time: get("time"),
        minutes: get("minutes"),
        weekly: get("weekly"),
        times: get("times"),
        until: get("until"),
        zone: get("zone"),
    };
    if [&form.date, &form.time, &form.minutes, &form.zone].into_iter().all(String::is_empty) {
        return (FormView::fresh(&Event::usual(&times::now_in(&visit.reader.zone, visit.services.clock.now()))), None);
    }
    match Event::read(&form) {
        Ok(event) => (FormView::fresh(&form), Some(event)),
        Err(errors) => (FormView::typed(&visit.reader, &form, &errors), None),
    }
}

/// The form: sent with GET, since it changes nothing. Enter gets the file.
#[component]
fn CalendarFields(
    /// The room.
    room: Room,
    /// The invite.
    invite: Invite,
    /// What stands in it.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let path = format!("/rooms/{}/invites/{}/calendar", room.slug, invite.id.as_str());
    let file = format!("{path}.ics");
    // A browser's own field for dates would lose what is none.
    let kind = |field: &str, input| Kind {
        input: if form.why(field).is_some() { "" } else { input },
        direction: "ltr",
        ..Kind::default()
    };
    let (date, time, until) = (kind("date", "date"), kind("time", "time"), kind("until", "date"));
    let weekly = vec![("", t.get("calendar-once")), ("times", t.get("calendar-times")), ("until", t.get("calendar-until"))];
    let wrong = form.why("weekly");
    view! {
        <form method="get" action=path.clone() class="stack calendar" novalidate>
            <WrongCount form=form.clone()/>
            <div class="trio">
                <Field form=form.clone() name="date" label=t.get("calendar-date") kind=date/>
                <Field form=form.clone() name="time" label=t.get("calendar-time") kind=time/>
                <Field form=form.clone() name="minutes" label=t.get("calendar-minutes") kind=Kind::number(String::new())/>
            </div>
            <fieldset class="field">
                <legend>{t.get("calendar-weekly")}</legend>
                <Segmented form=form.clone() name="weekly" options=weekly/>
                {wrong.map(|why| view! { <Why why/> })}
            </fieldset>
            <div class="with-times"><Field form=form.clone() name="times" label=t.get("calendar-how-often") kind=Kind::number(String::new())/></div>
            <div class="with-until"><Field form=form.clone() name="until" label=t.get("calendar-last-day") kind=until/></div>
            <Zone form/>
            <div class="actions">
                <button class="button primary" formaction=file>{t.get("calendar-file")}</button>
                <button class="button">{t.get("calendar-show")}</button>
            </div>
        </form>
    }
}

/// The zone of the times: the reader's, named, and any other.
#[component]
fn Zone(
    /// The form it is in.
    form: FormView,
) -> impl IntoView {
    let t = text();
    let browsers = use_context::<Parts>().and_then(|parts| browsers_zone(&parts.headers)).map(String::from);
    let hint = match browsers {
        Some(zone) => t.with("calendar-zone-hint-browser", [("zone", zone.into())]),
        None => t.get("calendar-zone-hint"),
    };
    let zones = profile::zones().into_iter().map(|zone| view! { <option value=zone></option> }).collect_view();
    view! {
        <Field form name="zone" label=t.get("account-zone") hint kind=Kind { direction: "ltr", list: "time-zones", ..Kind::default() }/>
        <datalist id="time-zones">{zones}</datalist>
    }
}
