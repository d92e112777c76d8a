internal import ArgumentParser
internal import LinuxABI
internal import UMLHost

/// `umltop port-helper -uml-socket PATH`: what runs in the window of a line whose channel is
/// `xterm`. Hands its terminal over as UML's program of this name does, then sleeps for as long as
/// there is a window.
struct PortHelper: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "port-helper", abstract: "Hands this terminal over to a guest.",
    shouldDisplay: false)

  @Option(
    name: .customLong("uml-socket", withSingleDash: true),
    help: "The socket to send the terminal to.")
  var socket: String

  func run() throws {
    let loop = try EventLoop()
    let connection = try HostSocket.connect(path: socket, .datagram)
    let processID = HostSystem.processID
    let message = withUnsafeBytes(of: processID) { [UInt8]($0) }
    try connection.send(message, descriptors: [.standardInput])
    // Not in UML's: nobody else is told of a new size.
    let sizes = try HostSignals.watch([.windowChange], on: loop) { _ in
      _ = try? connection.send([UInt8](repeating: 0, count: 1))
    }
    // The guest kills it, or the window's end does.
    loop.run()
    sizes.cancel()
  }
}
