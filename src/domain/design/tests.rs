use super::*;
use crate::domain::address::HttpsUrlError;
use proptest::prelude::*;

/// A design of these values.
pub(crate) fn design(pairs: &[(DesignKey, &str)]) -> Design {
    let mut design = Design::default();
    for (key, text) in pairs {
        design.set(*key, text).unwrap();
    }
    design
}

#[test]
fn colours() {
    for (text, color, picker) in
        [("#abc", "#abc", "#aabbcc"), ("#A1B2C3", "#a1b2c3", "#a1b2c3"), (" #A1B2C3d4 ", "#a1b2c3d4", "#a1b2c3")]
    {
        let found: HexColor = text.parse().unwrap();
        assert_eq!((found.as_str(), found.to_rrggbb().as_str()), (color, picker));
    }
    assert_eq!("".parse::<HexColor>(), Err(HexColorError::Empty));
    for text in ["#", "#ab", "#abcd", "#abcde", "#abcdefg", "red", "#ggg", "#fff;", "red;}</style>", "rgb(1,2,3)", "##abc", "é"]
    {
        assert_eq!(text.parse::<HexColor>(), Err(HexColorError::Malformed { suggestion: None }), "{text}");
    }
    let suggestion = Some("#a1b2c3".to_owned());
    assert_eq!("A1B2C3".parse::<HexColor>(), Err(HexColorError::Malformed { suggestion }));
}

#[test]
fn the_sixteen_have_the_clients_names() {
    for key in DesignKey::ALL {
        assert_eq!(serde_json::to_string(&key).unwrap(), format!("\"{}\"", key.key()));
    }
    assert_eq!(DesignKey::ALL.into_iter().filter(|key| key.kind() == DesignKind::Address).count(), 3);
}

#[test]
fn json_is_the_set_keys_in_order() {
    assert_eq!(Design::default().to_json(), "{}");
    let design = design(&[(DesignKey::CustomLogo, "https://a.example/l.png"), (DesignKey::HeaderBgColor, "#FFE0B2")]);
    assert_eq!(design.to_json(), r##"{"header_bg_color":"#ffe0b2","custom_logo":"https://a.example/l.png"}"##);
    assert_eq!(serde_json::to_string(&design).unwrap(), design.to_json());
}

#[test]
fn our_own_json_is_read_strictly() {
    assert_eq!(Design::from_json("{}").unwrap(), Design::default());
    for json in ["", "null", "[]", r#"{"nope":"x"}"#, r#"{"header_bg_color":"red"}"#, r#"{"header_bg_color":1}"#] {
        assert!(Design::from_json(json).is_err(), "{json}");
    }
}

#[test]
fn a_value_belongs_to_its_key() {
    let mut design = Design::default();
    assert!(design.set(DesignKey::CustomLogo, "#fff").is_err());
    assert!(design.set(DesignKey::HeaderBgColor, "https://a.example").is_err());
    assert!(design.is_empty());
}

#[test]
fn a_strangers_design_is_read_as_far_as_it_is_valid() {
    let json = r##"{"header_bg_color":"#FFE0B2","footer_bg_color":"red;}</style>","custom_logo":"http://a.example/l.png",
        "left_side_bg_color":"#fff","primary_color":5,"background_image":null,"side_panel_bg_color":""}"##;
    let (read, ignored) = Design::read_untrusted(json);
    assert_eq!(read, design(&[(DesignKey::HeaderBgColor, "#ffe0b2")]));
    let reason = |key: &str| ignored.iter().find(|ignored| ignored.key == key).map(|ignored| ignored.reason.clone());
    assert_eq!(ignored.len(), 5);
    assert_eq!(reason("footer_bg_color"), Some(IgnoredReason::Dangerous));
    let suggestion = Some("https://a.example/l.png".to_owned());
    assert_eq!(reason("custom_logo"), Some(IgnoredReason::Value(HttpsUrlError::NotHttps { suggestion }.into())));
    assert_eq!(reason("left_side_bg_color"), Some(IgnoredReason::OtherName { instead: None }));
    assert_eq!(reason("primary_color"), Some(IgnoredReason::NoText));
    assert_eq!(reason("background_image"), Some(IgnoredReason::NoText));
    assert_eq!(ignored.iter().find(|ignored| ignored.key == "footer_bg_color").unwrap().value, "red;}</style>");
}

#[test]
fn each_fault_of_a_strangers_design_has_its_name() {
    let colour = |suggestion: Option<&str>| {
        IgnoredReason::Value(HexColorError::Malformed { suggestion: suggestion.map(str::to_owned) }.into())
    };
    for (key, value, reason) in [
        ("primary_color", "red", colour(None)),
        ("primary_color", "ffe0b2", colour(Some("#ffe0b2"))),
        ("primary_color", "red}body{display:none", IgnoredReason::Dangerous),
        ("custom_logo", "https://a.example/\"", IgnoredReason::Dangerous),
        ("custom_css_url", "https://a.example/</style>", IgnoredReason::Dangerous),
        ("logo", "https://a.example/l.png", IgnoredReason::OtherName { instead: Some(DesignKey::CustomLogo) }),
        ("column_camera_width", "50", IgnoredReason::OtherName { instead: None }),
        ("Primary_color", "#fff", IgnoredReason::UnknownKey),
    ] {
        let (design, ignored) = Design::read_untrusted(&serde_json::json!({ key: value }).to_string());
        assert!(design.is_empty(), "{key}");
        assert_eq!(ignored, [Ignored { key: key.to_owned(), value: value.to_owned(), reason }]);
    }
}

#[test]
fn what_is_no_design_at_all_is_said() {
    for (json, reason) in [
        ("{", IgnoredReason::Malformed),
        ("null", IgnoredReason::Null),
        ("[]", IgnoredReason::NoObject),
        ("5", IgnoredReason::NoObject),
    ] {
        let (design, ignored) = Design::read_untrusted(json);
        assert!(design.is_empty());
        assert_eq!(ignored, [Ignored { key: String::new(), value: json.to_owned(), reason }]);
    }
    assert_eq!(Design::read_untrusted(""), (Design::default(), vec![]));
    assert_eq!(Design::read_untrusted("{}"), (Design::default(), vec![]));
}

#[test]
fn long_strangers_are_cut() {
    let (_, ignored) = Design::read_untrusted(&format!(r#"{{"{}":"{}"}}"#, "é".repeat(100), "ü".repeat(100)));
    assert_eq!((ignored[0].key.chars().count(), ignored[0].value.chars().count()), (41, 81));
}

/// Any design there can be.
pub(crate) fn any_design() -> impl Strategy<Value = Design> {
    let value = |key: DesignKey| match key.kind() {
        DesignKind::Color => "#([0-9A-F]{3}|[0-9a-f]{6}|[0-9a-f]{8})".boxed(),
        DesignKind::Address => "https://[a-z]{1,9}(/[A-Za-z0-9?&=+,;:@()!*~._%20]{0,3}){0,100}".boxed(),
    };
    DesignKey::ALL.map(|key| prop::option::of(value(key))).prop_map(|texts| {
        let mut design = Design::default();
        for (key, text) in DesignKey::ALL.into_iter().zip(texts) {
            // A stray percent sign is no address: then this key stays unset.
            let _ = text.map(|text| design.set(key, &text));
        }
        design
    })
}

proptest! {
    #[test]
    fn a_design_is_read_as_it_is_written(design in any_design()) {
        let json = design.to_json();
        prop_assert_eq!(&Design::from_json(&json).unwrap(), &design);
        prop_assert!(!json.contains(char::is_whitespace));
        prop_assert_eq!(Design::read_untrusted(&json), (design, vec![]));
    }

    #[test]
    fn nothing_a_stranger_writes_gets_through_unchecked(value in any::<String>()) {
        let json = serde_json::json!({"header_bg_color": value, "background_image": value}).to_string();
        let (design, _) = Design::read_untrusted(&json);
        for (key, value) in design.iter() {
            prop_assert_eq!(&DesignValue::parse(key.kind(), value.as_str()).unwrap(), value);
        }
    }
}
