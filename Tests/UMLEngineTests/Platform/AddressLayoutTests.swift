import Testing
import UMLHost

@testable import UMLEngine

@Suite("Layout of guest programs")
struct AddressLayoutTests {
  @Test("in 47 bits everything is where Linux has it, and 57 change nothing")
  func usual() throws {
    for end in [1 << 47, 1 << 56] as [UInt64] {
      let layout = try AddressLayout(HostAddressSpace(end: end))
      #expect(layout.stubAddress == 0x6fff_f000_0000)
      #expect(layout.programBase == 0x5555_5555_4000)
      #expect(layout.programPages == 1 << 28)
    }
  }

  @Test(
    "in less, everything lies within, in the same order, at pages",
    arguments: [0x4000_0000, 0x8000_0000, 0xc000_0000, 0x1_0000_0000, 1 << 39, 1 << 46] as [UInt64])
  func small(end: UInt64) throws {
    let layout = try AddressLayout(HostAddressSpace(end: end))
    let last = layout.programBase + layout.programPages << 12
    #expect(layout.programBase > end / 2 && last < layout.stubAddress)
    #expect(layout.stubAddress < end / 8 * 7)
    #expect((layout.programBase | layout.stubAddress) & 4095 == 0)
  }

  @Test(
    "what is too small is refused, with what was found",
    arguments: [
      (
        HostAddressSpace(end: 0x2000_0000),
        "the host's address space is too small (512M): guest programs, and the exec stub beside "
          + "them, need 1G"
      ),
      (
        HostAddressSpace(end: 1 << 47, limit: 16 << 20),
        "a process may have too little address space (47 bits, RLIMIT_AS 16M): guest programs need "
          + "32M; see ulimit -v"
      ),
    ])
  func refusal(host: HostAddressSpace, message: String) {
    #expect(throws: PlatformError(description: message)) { try AddressLayout(host) }
  }

  @Test("programs run with the stub and themselves below 3G and below 2G")
  func injected() throws {
    for end in [0xc000_0000, 0x8000_0000] as [UInt64] {
      let run = try TinyKernel.run(
        ["/bin/busybox", "echo", "here"], host: HostAddressSpace(end: end))
      #expect(run.output == "here\n")
    }
  }

  @Test("what is found is told, as a configuration too")
  func words() {
    let split = HostAddressSpace(end: 0x8000_0000, limit: 1 << 29, personality: 0x0800_0000)
    #expect("\(split)" == "2G, RLIMIT_AS 512M, ADDR_LIMIT_3GB")
    let usual = HostAddressSpace(end: 1 << 47, personality: 0x0800_0000)
    #expect("\(usual)" == "47 bits, ADDR_LIMIT_3GB (which does not bind 64-bit programs)")
    #expect("\(HostAddressSpace(end: 1 << 56))" == "57 bits")
    let text = KernelIdentity.buildConfiguration(split)
    #expect(text.contains("\nCONFIG_HOST_2G_2G=y\n# Host address space: 2G"))
    #expect(
      KernelIdentity.buildConfiguration(usual).contains("\n# CONFIG_HOST_2G_2G is not set\n"))
    #expect(HostAddressSpace.current().end >= 1 << 47)
  }
}
