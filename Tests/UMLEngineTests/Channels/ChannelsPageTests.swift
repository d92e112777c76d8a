import Testing
import UMLHost

@testable import UMLEngine

@Suite("Documentation/Channels.md")
struct ChannelsPageTests {
  @Test("names every channel there is")
  func completeness() throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let page = try HostFile.text(of: "/\(root)/Documentation/Channels.md")
    for line in ChannelSpec.help {
      let name = line.prefix { $0.isLetter }
      #expect(page.contains("| `\(name)"), "\(name) is missing")
    }
  }
}
