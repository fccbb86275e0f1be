//! Whether a text is a URI by the grammar of RFC 3986 with the zones of RFC 6874: any scheme, so `javascript:` passes.
use std::net::Ipv6Addr;

/// An absolute URI, with a scheme; a relative reference is none.
pub fn is_uri(text: &str) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let Some((scheme, hierarchy)) = text.split_once(':') else { return false };
    is_scheme(scheme) && is_hierarchy(hierarchy) && made_of(query, ":@/?") && made_of(fragment, ":@/?")
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

fn is_hierarchy(hierarchy: &str) -> bool {
    match hierarchy.strip_prefix("//") {
        None => made_of(hierarchy, ":@/"),
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            is_authority(authority) && made_of(path, ":@/")
        }
    }
}

fn is_authority(authority: &str) -> bool {
    let (user, host_and_port) = authority.split_once('@').unwrap_or(("", authority));
    // A colon inside brackets belongs to the address.
    let end = host_and_port.rfind(']').map_or(0, |bracket| bracket + 1);
    let (host, port) = match host_and_port[end..].find(':') {
        Some(colon) => host_and_port.split_at(end + colon),
        None => (host_and_port, ""),
    };
    made_of(user, ":") && is_host(host) && port.chars().skip(1).all(|digit| digit.is_ascii_digit())
}

fn is_host(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => is_ipv6(address) || is_future_address(address),
        None => made_of(host, "") && decodes_to_text(host),
    }
}

fn is_ipv6(address: &str) -> bool {
    let (address, zone) = address.split_once("%25").map_or((address, None), |(address, zone)| (address, Some(zone)));
    let zone_is_fine = zone
        .is_none_or(|zone| !zone.is_empty() && !zone.contains(is_sub_delimiter) && made_of(zone, "") && decodes_to_text(zone));
    zone_is_fine && address.parse::<Ipv6Addr>().is_ok()
}

fn is_future_address(address: &str) -> bool {
    address.strip_prefix('v').and_then(|rest| rest.split_once('.')).is_some_and(|(version, rest)| {
        let hex = !version.is_empty() && version.bytes().all(|digit| digit.is_ascii_hexdigit());
        hex && !rest.is_empty() && !rest.contains('%') && made_of(rest, ":")
    })
}

/// Unreserved characters, sub-delimiters, percent-encoded bytes, and those of `more`.
fn made_of(text: &str, more: &str) -> bool {
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let fine = match character {
            '%' => [rest.next(), rest.next()].into_iter().all(|digit| digit.is_some_and(|digit| digit.is_ascii_hexdigit())),
            '-' | '.' | '_' | '~' => true,
            _ => character.is_ascii_alphanumeric() || is_sub_delimiter(character) || more.contains(character),
        };
        if !fine {
            return false;
        }
    }
    true
}

fn is_sub_delimiter(character: char) -> bool {
    "!$&'()*+,;=".contains(character)
}

/// Whether percent-encoded bytes come out as UTF-8, which a host must; the text is [`made_of`] the right characters.
fn decodes_to_text(text: &str) -> bool {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, plain) = part.split_at(part.len().min(2));
        bytes.extend(u8::from_str_radix(digits, 16));
        bytes.extend_from_slice(plain.as_bytes());
    }
    String::from_utf8(bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_a_uri() {
        for uri in [
            "https://portal.example/bye",
            "https://portal.example",
            "https://u:p@portal.example:8080/a//b?c=/?d#e?f",
            "http://[::1]:80/",
            "http://[fe80::1%25en1]",
            "http://[v1.a:b]",
            "javascript:alert(1)",
            "data:image/png;base64,AA==",
            "mailto:ann@example.org",
            "x:",
            "x:///a",
            "http://%C3%BC.example/%FF",
        ] {
            assert!(is_uri(uri), "{uri}");
        }
    }

    #[test]
    fn knows_what_is_none() {
        for text in [
            "",
            "nope",
            "/bye",
            "1x:",
            ":a",
            "https://a b/",
            "https://portal.example/ü",
            "https://portal.example/%zz",
            "https://portal.example/%a",
            "https://portal.example:80a/",
            "http://[::1",
            "http://[::1]a",
            "http://[1.2.3.4]/",
            "http://[fe80::1%25]/",
            "http://%FF.example/",
            "https://a/#b#c",
            "https://a/[b]",
            "https://a@b@c/",
            "https://a\n",
        ] {
            assert!(!is_uri(text), "{text}");
        }
    }
}
