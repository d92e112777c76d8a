/// What something takes of an account, for as long as anybody holds it.
final class BufferCharge {
  private let account: BufferAccount
  private(set) var bytes: Int

  /// `bytes` are taken whether the account admits them or not: who may be refused asks before.
  init(_ account: BufferAccount, _ bytes: Int = 0) {
    self.account = account
    self.bytes = bytes
    account.take(bytes)
  }

  deinit { account.giveBack(bytes) }

  /// It has grown or shrunk.
  func change(to new: Int) {
    account.take(new - bytes)
    bytes = new
  }
}

extension BufferCharge: Equatable {
  /// Who pays makes no difference between two things that are otherwise the same.
  static func == (one: BufferCharge, other: BufferCharge) -> Bool { true }
}
