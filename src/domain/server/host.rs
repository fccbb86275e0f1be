//! The host of an address, in every notation in which browsers and resolvers take one.
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Who can be at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// No meeting server: link-local (site-local, too), unspecified, multicast, broadcast or reserved, a Teredo tunnel, or one
    /// at which clouds tell their machines secrets. A portal that can be sent there could be made to ask for those.
    Forbidden,
    /// This machine, or one in this network.
    Private,
    /// Any other.
    Public,
}

/// At which the machines of a cloud are told who they are, outside of the link-local networks.
const METADATA_V4: [Ipv4Addr; 3] =
    // Alibaba, Oracle, Azure.
    [Ipv4Addr::new(100, 100, 100, 200), Ipv4Addr::new(192, 0, 0, 192), Ipv4Addr::new(168, 63, 129, 16)];
const METADATA_V6: [Ipv6Addr; 2] =
    // Amazon, Google.
    [Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254), Ipv6Addr::new(0xfd20, 0xce, 0, 0, 0, 0, 0, 0x254)];

impl Reach {
    /// Of an address; of an IPv4 address inside of an IPv6 one, that of the IPv4 address.
    pub fn of(address: IpAddr) -> Self {
        match address {
            IpAddr::V4(address) => Self::of_v4(address),
            IpAddr::V6(address) => embedded(address).map_or_else(|| Self::of_v6(address), Self::of_v4),
        }
    }

    fn of_v4(address: Ipv4Addr) -> Self {
        let [first, second, ..] = address.octets();
        // From 224 on: multicast, reserved, broadcast.
        let forbidden = first == 0 || first >= 224 || address.is_link_local();
        if forbidden || METADATA_V4.contains(&address) {
            Self::Forbidden
        // 100.64.0.0/10 is what a provider's customers share.
        } else if address.is_private() || address.is_loopback() || (first == 100 && second & 0xc0 == 64) {
            Self::Private
        } else {
            Self::Public
        }
    }

    fn of_v6(address: Ipv6Addr) -> Self {
        let [first, second, ..] = address.segments();
        let is_site_local = first & 0xffc0 == 0xfec0;
        // Holds two IPv4 addresses, one of them in disguise.
        let is_teredo = first == 0x2001 && second == 0;
        let forbidden = address.is_unspecified() || address.is_unicast_link_local() || address.is_multicast();
        if forbidden || is_site_local || is_teredo || METADATA_V6.contains(&address) {
            Self::Forbidden
        } else if address.is_loopback() || address.is_unique_local() {
            Self::Private
        } else {
            Self::Public
        }
    }
}

/// The IPv4 address inside of an IPv6 one: mapped (`::ffff:0:0/96`), compatible (`::/96`), translated (`::ffff:0:0:0/96`,
/// `64:ff9b::/96`, `64:ff9b:1::/48`), or its router's in 6to4 (`2002::/16`).
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let (high, low) = match address.segments() {
        // `::` and `::1` are addresses of their own.
        [0, 0, 0, 0, 0, 0, 0, _] => return None,
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x64, 0xff9b, 1, _, _, _, high, low]
        | [0x2002, high, low, ..] => (high, low),
        _ => return None,
    };
    Some(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
}

/// A host as an address names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Host {
    /// By number.
    Address(IpAddr),
    /// By name, in lower case.
    Name(String),
}

/// Names below which nothing is on the open network.
const PRIVATE_NAMES: [&str; 5] = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

impl Host {
    /// Reads a host in lower case. `None`: the last part of its name is a number, yet it is no address.
    pub(super) fn parse(host: &str) -> Option<Self> {
        if let Some(address) = host.strip_prefix('[') {
            return Some(Self::Address(address.strip_suffix(']')?.parse::<Ipv6Addr>().ok()?.into()));
        }
        let last = host.rsplit('.').next()?;
        if last.bytes().all(|b| b.is_ascii_digit()) || number(last).is_some() {
            return Some(Self::Address(ipv4(host)?.into()));
        }
        Some(Self::Name(host.to_owned()))
    }

    pub(super) fn reach(&self) -> Reach {
        match self {
            Self::Address(address) => Reach::of(*address),
            Self::Name(name) if !name.contains('.') || PRIVATE_NAMES.iter().any(|end| name.ends_with(end)) => Reach::Private,
            Self::Name(_) => Reach::Public,
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(IpAddr::V4(address)) => address.fmt(f),
            Self::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
            Self::Name(name) => f.write_str(name),
        }
    }
}

/// An IPv4 address as the URL standard reads one: one to four numbers, the last of which fills what is left.
fn ipv4(host: &str) -> Option<Ipv4Addr> {
    let numbers = host.split('.').map(number).collect::<Option<Vec<u32>>>()?;
    let (last, first) = numbers.split_last()?;
    if first.len() > 3 || first.iter().any(|number| *number > 255) {
        return None;
    }
    let left = 8 * (4 - u32::try_from(first.len()).ok()?);
    if u64::from(*last) >= 1 << left {
        return None;
    }
    let high = first.iter().fold(0_u64, |high, number| high << 8 | u64::from(*number));
    u32::try_from(high << left | u64::from(*last)).ok().map(Ipv4Addr::from)
}

/// Decimal, octal after a zero, hexadecimal after `0x`.
fn number(text: &str) -> Option<u32> {
    let (digits, radix) = match (text.strip_prefix("0x"), text.strip_prefix('0')) {
        (Some(""), _) | (None, Some("")) => return Some(0),
        (Some(digits), _) => (digits, 16),
        (None, Some(digits)) => (digits, 8),
        (None, None) => (text, 10),
    };
    // `from_str_radix` alone would take "+1".
    if digits.bytes().all(|b| b.is_ascii_alphanumeric()) { u32::from_str_radix(digits, radix).ok() } else { None }
}
