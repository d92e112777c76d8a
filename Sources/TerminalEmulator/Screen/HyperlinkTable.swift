/// The links that OSC 8 has opened, by serial number. The oldest are forgotten when there are too
/// many; a number is never given twice, so a forgotten link is no link rather than another one.
struct HyperlinkTable {
  struct Link: Hashable {
    var identifier: String
    var address: String
  }

  static let limit = 4096
  static let longestAddress = 4096

  private var links: [Link] = []
  private var numbers: [Link: UInt32] = [:]
  /// The number of the first of `links`.
  private var firstNumber: UInt32 = 1

  subscript(number: UInt32) -> Link? {
    guard number >= firstNumber, Int(number - firstNumber) < links.count else { return nil }

    return links[Int(number - firstNumber)]
  }

  mutating func number(for link: Link) -> UInt32 {
    if let number = numbers[link] { return number }
    guard link.address.utf8.count <= Self.longestAddress else { return 0 }
    guard firstNumber < UInt32.max - UInt32(2 * Self.limit) else { return 0 }

    // Dropping half at once keeps the cost per link constant.
    if links.count == Self.limit {
      for link in links.prefix(Self.limit / 2) { numbers[link] = nil }
      links.removeFirst(Self.limit / 2)
      firstNumber += UInt32(Self.limit / 2)
    }
    let number = firstNumber + UInt32(links.count)
    links.append(link)
    numbers[link] = number
    return number
  }
}
