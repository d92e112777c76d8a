import Testing

@testable import UMLHost

struct SystemTests {
  @Test(
    "a release is compared by its first two numbers",
    arguments: [
      ("6.1.0-56-cloud-amd64", false), ("6.16.12", false), ("6.17", true), ("6.17-rc1", true),
      ("6.18.44-fc-v669", true), ("7.0.0", true), ("5.19.0", false), ("none", false),
    ])
  func release(name: String, isNewer: Bool) {
    #expect(HostSystem.isRelease(name, atLeast: 6, 17) == isNewer)
  }
}
