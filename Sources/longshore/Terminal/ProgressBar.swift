import Foundation
import Synchronization

/// One line that fills as work is done, on a terminal; nothing anywhere else.
final class ProgressBar: Sendable {
    private let title: String
    private let total: Int
    private let start = ContinuousClock.now
    private let isVisible: Bool
    private let lastDone = Mutex(0)

    private static let width = 30

    init(_ title: String, total: Int, isVisible: Bool = Terminal.showsProgress) {
        self.title = title
        self.total = total
        self.isVisible = isVisible
    }

    func show(_ done: Int) {
        lastDone.withLock { $0 = done }
        guard isVisible else { return }
        Terminal.printProgress("\r\(line(done))\u{1B}[K")
    }

    /// Ends the line with what was achieved.
    func finish() {
        guard isVisible else { return }
        Terminal.printProgress("\r\u{1B}[K")
    }

    /// `200,000 in 2.1 s, 95,238 a second`.
    var summary: String {
        let seconds = elapsed
        let done = lastDone.withLock { $0 }
        return
            "\(Terminal.grouped(done)) in \(String(format: "%.1f", seconds)) s, \(Terminal.grouped(Int(Double(done) / max(seconds, 0.001)))) a second"
    }

    private func line(_ done: Int) -> String {
        let share = total > 0 ? Double(done) / Double(total) : 1
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        let left = share > 0 ? elapsed / share - elapsed : 0
        return
            "\(title) \(bar) \(Int(share * 100)) %  \(Terminal.grouped(done)) of \(Terminal.grouped(total))  \(Int(left.rounded(.up))) s left"
    }

    private var elapsed: Double {
        let components = (ContinuousClock.now - start).components
        return Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
