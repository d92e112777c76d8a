internal import ArgumentParser
internal import ConsoleService

/// What a shell offers for the words of a command: the guests of the usual directory, and their
/// lines.
enum Completions {
  static let guests = CompletionKind.custom { _, _, _ in running.map(\.umid) }

  /// The lines of the guest that was named before.
  static let lines = CompletionKind.custom { words, index, _ in
    let named = words.prefix(max(0, index))
    guard let guest = running.last(where: { named.contains($0.umid) }), guest.hasConsoleService,
      let conversation = try? ConsoleConversation(with: guest)
    else { return [] }
    return conversation.lines.map(\.name)
  }

  private static var running: [GuestEntry] { GuestDirectory().running }
}
