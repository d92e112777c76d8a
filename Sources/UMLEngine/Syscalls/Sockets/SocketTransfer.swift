import LinuxABI

/// What all sending and all receiving calls have in common.
enum SocketTransfer {
  /// Sends everything, or, with a non-blocking socket, what there is room for.
  ///
  /// Files go with the first bytes of a stream; the bytes that had to wait follow alone.
  static func send(
    _ segments: [IOSegment], _ message: OutgoingMessage, through file: OpenFile,
    _ socket: any Socket, _ call: inout SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    var sent = (call.operation as? SocketWait)?.transferred ?? 0
    var source = WriteSource(call.memory, segments)
    source.skip(sent)
    var message = message
    if sent > 0 { message.control = [] }
    repeat {
      do throws(Errno) {
        sent += try socket.send(&source, message)
        message.control = []
      } catch {
        guard error == .wouldBlock else {
          return try fail(error, sent, message, socket, call)
        }
        guard !file.isNonBlocking, !message.flags.contains(.dontWait) else {
          guard sent > 0 else { throw error }
          return .value(sent)
        }
        return try call.wait(
          for: .output, of: socket, timeout: socket.options.sendTimeout, transferred: sent)
      }
    } while socket.isStream && source.remaining > 0
    return .value(sent)
  }

  /// An error after the first bytes waits for the next call.
  private static func fail(
    _ error: Errno, _ sent: Int, _ message: OutgoingMessage, _ socket: any Socket,
    _ call: SyscallContext
  ) throws(Errno) -> SyscallOutcome {
    guard sent == 0 else { return .value(sent) }
    if error == .brokenPipe, socket.isStream, !message.flags.contains(.noSignal) {
      call.kernel.signals.sendBrokenPipe(to: call.task)
    }
    throw error
  }

  /// A message, or what the call has to do instead.
  enum Reception {
    case message(ReceivedMessage)
    case outcome(SyscallOutcome)
  }

  /// Receives what there is, or, with MSG_WAITALL, all that was asked for.
  static func receive(
    _ segments: [IOSegment], _ flags: MessageFlags, from file: OpenFile,
    _ socket: any Socket, _ call: inout SyscallContext
  ) throws(Errno) -> Reception {
    var received = (call.operation as? SocketWait)?.transferred ?? 0
    var destination = ReadDestination(call.memory, dropping(received, segments))
    let waitsForAll =
      flags.contains(.waitAll) && !flags.contains(.peek) && socket.isStream
    while true {
      do throws(Errno) {
        var message = try socket.receive(&destination, flags)
        let isDone = message.count == 0 || !message.rights.isEmpty || destination.remaining == 0
        received += message.count
        guard waitsForAll, !isDone else {
          if socket.isStream {
            message.count = received
            message.fullCount = received
          }
          return .message(message)
        }
      } catch {
        let isOver = error != .wouldBlock || file.isNonBlocking || flags.contains(.dontWait)
        if isOver && received > 0 {
          return .message(ReceivedMessage(count: received, fullCount: received))
        }
        guard !isOver else { throw error }
        return .outcome(
          try call.wait(
            for: .input, of: socket, timeout: socket.options.receiveTimeout,
            transferred: received))
      }
    }
  }

  /// The buffers without their first `count` bytes.
  private static func dropping(_ count: Int, _ segments: [IOSegment]) -> [IOSegment] {
    guard count > 0 else { return segments }
    var left = count
    return segments.map { segment in
      let step = min(left, segment.length)
      left -= step
      return IOSegment(
        address: segment.address.advanced(by: step), length: segment.length - step)
    }
  }
}
