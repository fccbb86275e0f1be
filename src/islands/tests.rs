use leptos::prelude::*;

use super::*;
use crate::domain::design::{Design, DesignKey};
use crate::domain::look::look;

fn editor_html(values: &[(DesignKey, &str, Option<&str>)]) -> String {
    let field = |key: DesignKey| {
        let given = values.iter().find(|(given, ..)| *given == key);
        DesignField {
            key,
            label: format!("Label of {}", key.key()),
            picker: format!("Pick {}", key.key()),
            hint: (key == DesignKey::CustomLogo).then(|| "A hint".to_owned()),
            value: given.map(|(_, value, _)| (*value).to_owned()).unwrap_or_default(),
            error: given.and_then(|(.., error)| error.map(str::to_owned)),
        }
    };
    let texts = DesignEditorTexts {
        legend: "The legend".to_owned(),
        picture: "The picture".to_owned(),
        not_a_color: "No colour".to_owned(),
        not_an_address: "No address".to_owned(),
    };
    let fields = DesignKey::ALL.into_iter().map(field).collect();
    Owner::new().with(|| view! { <DesignEditor texts fields /> }.to_html())
}

/// The start tag of the field with this name.
fn field_tag(html: &str, key: DesignKey) -> &str {
    let name = html.find(&format!("name=\"{}\"", key.key())).unwrap();
    let start = html[..name].rfind("<input").unwrap();
    &html[start..start + html[start..].find('>').unwrap()]
}

#[test]
fn the_server_sends_a_whole_form() {
    let html = editor_html(&[(DesignKey::HeaderBgColor, "#ffe0b2", None), (DesignKey::FooterBgColor, "red", Some("Not that"))]);
    for key in DesignKey::ALL {
        let tag = field_tag(&html, key);
        assert!(tag.contains("type=\"text\"") && tag.contains(&format!("id=\"design-{}\"", key.key())), "{tag}");
        assert!(html.contains(&format!("for=\"design-{}\"", key.key())));
        assert_eq!(tag.contains("aria-invalid"), key == DesignKey::FooterBgColor, "{tag}");
    }
    assert!(field_tag(&html, DesignKey::HeaderBgColor).contains("value=\"#ffe0b2\""));
    let wrong = field_tag(&html, DesignKey::FooterBgColor);
    assert!(wrong.contains("value=\"red\"") && wrong.contains("aria-describedby=\"design-footer_bg_color-error\""), "{wrong}");
    assert!(html.contains("Not that") && html.contains("A hint") && html.contains("The legend"));
    assert!(field_tag(&html, DesignKey::CustomLogo).contains("aria-describedby=\"design-custom_logo-hint\""));
}

#[test]
fn pickers_stand_beside_colours_and_are_never_posted() {
    let html = editor_html(&[]);
    let pickers: Vec<_> = html.split("<input").filter(|tag| tag.contains("type=\"color\"")).collect();
    assert_eq!(pickers.len(), 13);
    assert!(pickers.iter().all(|tag| !tag[..tag.find('>').unwrap()].contains("name=")));
}

#[test]
fn no_style_attribute_and_no_picture_is_sent() {
    let values = [(DesignKey::BackgroundImage, "https://school.example/a.png", None)];
    let html = editor_html(&values);
    assert!(!html.contains("style=") && !html.contains("<img") && !html.contains("<style"), "{html}");
}

#[test]
fn values_are_escaped() {
    let html = editor_html(&[(DesignKey::HeaderBgColor, "red;}</style>\"><script>", Some("<b>"))]);
    assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
}

#[test]
fn a_look_is_one_rule() {
    let design = Design::from_json(r##"{"header_bg_color":"#ffe0b2","background_image":"https://a.example/(1).png"}"##).unwrap();
    let css = |pictures| look_css("#p", &look(&design), pictures);
    assert!(css(Pictures::Hidden).starts_with("#p{--look-header:#ffe0b2;--look-main:#f0f6fc;"));
    assert!(!css(Pictures::Hidden).contains("a.example"));
    assert!(css(Pictures::Shown).ends_with(";--look-image:url(\"https://a.example/%281%29.png\")}"));
    assert!(look_css("#p", &look(&Design::default()), Pictures::Shown).ends_with(";--look-image:none}"));
}

#[test]
fn a_logo_is_shown_when_it_is_given() {
    let logo = "https://school.example/l.png".parse().ok();
    let html = Owner::new().with(|| view! { <MeetingPicture label="A meeting" id="p" logo /> }.to_html());
    assert!(html.contains("src=\"https://school.example/l.png\"") && html.contains("aria-label=\"A meeting\""), "{html}");
    assert!(html.contains("class=\"picture__header\""));
}
