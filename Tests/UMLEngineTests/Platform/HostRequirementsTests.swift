import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

struct HostRequirementsTests {
  @Test(
    "Yama's setting is named where it is the obstacle",
    arguments: [
      (nil, "a container needs"), (1, "a container needs"),
      (2, "kernel.yama.ptrace_scope is 2 and must be 0 or 1, root can set it"),
      (3, "kernel.yama.ptrace_scope is 3 and must be 0 or 1, which takes a reboot"),
    ] as [(Int?, String)])
  func tracing(scope: Int?, words: String) {
    let error = HostRequirements.explain(.host(.notPermitted), tracingScope: scope)
    #expect(error.description.contains(words))
  }

  @Test(
    "limits too low for any guest are named, with what is needed",
    arguments: [
      (1024, 8 << 20, ""), (256, 8 << 20, "256 files here, and guest programs need 904"),
      (.max, 256 << 10, "256 KiB of stack here, and guest programs expect 8192"),
      (.max, .max, ""),
    ] as [(UInt64, UInt64, String)])
  func limits(descriptors: UInt64, stack: UInt64, words: String) {
    var said = ""
    do throws(PlatformError) {
      try HostRequirements.check(descriptors: descriptors, stackBytes: stack)
    } catch {
      said = error.description
    }
    #expect(words.isEmpty ? said.isEmpty : said.contains(words))
  }
}
