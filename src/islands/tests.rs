use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use super::*;
use crate::domain::design::{Design, DesignKey};
use crate::domain::look::look;

fn row_texts() -> RowTexts {
    RowTexts {
        not_a_color: "No colour".to_owned(),
        not_an_address: "No address".to_owned(),
        text_without_button: "No button".to_owned(),
        under_image: "Under the image".to_owned(),
        old_name: "Old name".to_owned(),
    }
}

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
    let brand = DesignField { label: "The brand".to_owned(), value: "#123456".to_owned(), ..field(DesignKey::PrimaryColor) };
    let groups = vec![DesignGroup {
        legend: "The legend".to_owned(),
        fields: DesignKey::ALL.into_iter().map(field).collect(),
        folded: false,
    }];
    let (texts, make_palette) = (row_texts(), "Make it".to_owned());
    // As the server makes pages: an island that holds something asks whether it stands in another.
    let context = Arc::new(SsrSharedContext::new_islands());
    Owner::new_root(Some(context))
        .with(|| view! { <DesignEditor texts brand make_palette groups><p>"The picture"</p></DesignEditor> }.to_html())
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
    assert!(html.contains("Not that") && html.contains("A hint") && html.contains("The legend") && html.contains("The picture"));
    assert!(field_tag(&html, DesignKey::CustomLogo).contains("aria-describedby=\"design-custom_logo-hint\""));
    assert!(html.contains("name=\"brand_color\"") && html.contains("value=\"palette\""));
}

#[test]
fn pickers_stand_beside_colours_and_are_never_posted() {
    let html = editor_html(&[]);
    let pickers: Vec<_> = html.split("<input").filter(|tag| tag.contains("type=\"color\"")).collect();
    assert_eq!(pickers.len(), 14, "thirteen keys and the brand");
    assert!(pickers.iter().all(|tag| !tag[..tag.find('>').unwrap()].contains("name=")));
}

#[test]
fn what_has_no_effect_is_told_at_its_field() {
    let html = editor_html(&[(DesignKey::PrimaryBtnTextColor, "#fff", None)]);
    // Between tags: what it could say besides stands in the island's properties.
    assert!(html.contains(">No button<") && !html.contains(">Under the image<"), "{html}");
    assert!(field_tag(&html, DesignKey::PrimaryBtnTextColor).contains("design-primary_btn_text_color-idle"));
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
fn a_ratio_is_cut_and_written_as_in_the_language() {
    assert_eq!(filled("{ratio} of {needed}", 4.499, 4.5, ","), "4,49 of 4,5");
    assert_eq!(filled("{ratio}", 21.0, 3.0, "."), "21.00");
}

#[test]
fn a_look_is_a_rule_for_light_and_one_for_dark() {
    let design = Design::from_json(r##"{"header_bg_color":"#ffe0b2","background_image":"https://a.example/(1).png"}"##).unwrap();
    let css = |pictures| look_css("#p", &look(&design), pictures);
    assert!(css(Pictures::Hidden).starts_with("#p{--look-header:#ffe0b2;--look-main:#f0f6fc;"));
    assert!(css(Pictures::Hidden).contains("}#p .is-dark{--look-header:#01102b;--look-main:#001222;"));
    assert!(!css(Pictures::Hidden).contains("a.example"));
    assert!(css(Pictures::Shown).contains(";--look-image:url(\"https://a.example/%281%29.png\")}"));
    assert!(look_css("#p", &look(&Design::default()), Pictures::Shown).ends_with(";--look-image:none}"));
}
