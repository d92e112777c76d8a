import LinuxABI
import Testing
import UMLHost

@testable import UMLEngine

/// Scripts/update-syscall-table runs this with UPDATE_SYSCALL_TABLE set, and then it writes the
/// file.
@Test(
  "the documentation of the system calls is up to date; if not, run Scripts/update-syscall-table")
func syscallReferenceIsCurrent() throws {
  let tests = HostFile.parentPath(of: HostFile.parentPath(of: HostFile.parentPath(of: #filePath)))
  let repository = HostFile.parentPath(of: tests)
  let path = "\(repository)/Documentation/Syscalls.md"
  let reference = SyscallReference(
    filter: try HostFile.text(of: "\(repository)/Sources/CHost/filter.c"))
  if HostEnvironment["UPDATE_SYSCALL_TABLE"] != nil {
    let file = try HostFile.open(path, [.writeOnly, .create, .truncate])
    try file.writeAll(Array(reference.text.utf8))
  }
  let isCurrent = try HostFile.text(of: path) == reference.text
  #expect(isCurrent)
}
