import Testing

/// Every program says the same in a guest as on the host, and finds nothing wrong in either.
@Suite("Guest programs", .serialized)
struct ConformanceTests {
  @Test("on the host", arguments: GuestProgram.all.filter { !$0.isForGuestsOnly })
  func onHost(program: GuestProgram) throws {
    if program.needsRoot, try !HostUser.isRoot { return }
    try expectGood(ProgramRun.onHost(program))
  }

  @Test(
    "in a guest", .timeLimit(.minutes(3)),
    arguments: GuestProgram.all)
  func inGuest(program: GuestProgram) throws {
    try compare(program, directory: "/tmp")
  }

  @Test(
    "in a guest, on its hostfs root", .timeLimit(.minutes(3)),
    arguments: GuestProgram.all.filter(\.concernsFiles))
  func onHostFileSystem(program: GuestProgram) throws {
    try compare(program, directory: "/work")
  }

  private func compare(_ program: GuestProgram, directory: String) throws {
    let run = try ProgramRun.inGuest(program, directory: directory)
    let gap = KnownGaps.reason(program)
    try withKnownIssue(Comment(rawValue: gap ?? "none"), isIntermittent: true) {
      expectGood(run)
      guard !program.isForGuestsOnly, try !program.needsRoot || HostUser.isRoot else { return }
      let truth = try ProgramRun.onHost(program)
      #expect(run.output == truth.output)
    } when: {
      gap != nil
    }
  }

  private func expectGood(_ run: ProgramRun) {
    if run.isGood { return }
    let lines =
      run.failures.isEmpty ? run.output.split(separator: "\n").suffix(5) : run.failures[...]
    Issue.record("\(run.end)\n\(lines.joined(separator: "\n"))")
  }
}
