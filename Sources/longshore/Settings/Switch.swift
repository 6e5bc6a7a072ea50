/// Whether something is wanted.
enum Switch: String, CaseIterable {
    case on, off
}
