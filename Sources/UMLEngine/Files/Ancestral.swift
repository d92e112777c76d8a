/// A node of a tree that holds the one above it.
protocol Ancestral: AnyObject {
  associatedtype Parent: Ancestral where Parent.Parent == Parent

  /// Gives up the node above, and returns it.
  func takeParent() -> Parent?
}

extension Ancestral {
  /// To be called at a node's end. Trees may be deeper than the stack: the nodes above that nobody
  /// else holds go one after the other, not each within the other's end.
  func releaseAncestors() {
    var above = takeParent()
    while isKnownUniquelyReferenced(&above) { above = above?.takeParent() }
  }
}
