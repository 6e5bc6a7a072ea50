import Foundation
import Synchronization

/// How far a transfer is: on a terminal one line with a bar that is drawn again and again, elsewhere a plain line from time to time.
final class ProgressLine: Sendable {
    /// What there is to show.
    struct State {
        /// What is being done, in one or two words.
        var stage: String
        /// How many are done.
        var done: Int
        var total: Int?
        /// 0 to 1, where that is known without a total.
        var share: Double?
        /// What is counted: `records`, `rows`, `bytes`.
        var unit = "records"
    }

    private struct Memory {
        var lastDrawn: ContinuousClock.Instant?
        var lastStage = ""
        var isOpen = false
        /// Where the rate is counted from: begun anew with each stage.
        var stageStart = ContinuousClock.now
        var stageDone = 0
    }

    private let isTerminal: Bool
    private let isSilent: Bool
    private let memory = Mutex(Memory())

    private static let terminalInterval = Duration.milliseconds(100)
    private static let plainInterval = Duration.seconds(5)

    /// - Parameter isSilent: shows nothing at all.
    init(isSilent: Bool = false, isTerminal: Bool = Terminal.showsProgress) {
        self.isSilent = isSilent
        self.isTerminal = isTerminal
    }

    func show(_ state: State) {
        guard !isSilent else { return }
        let now = ContinuousClock.now
        memory.withLock { memory in
            if state.stage != memory.lastStage {
                memory.stageStart = now
                memory.stageDone = state.done
            } else if let last = memory.lastDrawn, now - last < (isTerminal ? Self.terminalInterval : Self.plainInterval) {
                return
            }
            let isNew = state.stage != memory.lastStage
            memory.lastStage = state.stage
            // A plain line for each step would be noise: only those that take their time are told of.
            if !isTerminal, isNew {
                memory.lastDrawn = now
                return
            }
            memory.lastDrawn = now
            let rate = Self.rate(state, memory, now)
            if isTerminal {
                memory.isOpen = true
                Terminal.printProgress("\r\(ProgressText(state: state, rate: rate).line(width: Terminal.width - 1))\u{1B}[K")
            } else {
                Terminal.note(ProgressText(state: state, rate: rate).plain)
            }
        }
    }

    /// A line of its own, above the bar.
    func note(_ text: String) {
        guard !isSilent else { return }
        memory.withLock { memory in
            Terminal.printProgress((memory.isOpen ? "\r\u{1B}[K" : "") + text + "\n")
            memory.isOpen = false
            memory.lastDrawn = nil
        }
    }

    /// Takes the bar away.
    func finish() {
        memory.withLock { memory in
            if memory.isOpen { Terminal.printProgress("\r\u{1B}[K") }
            memory.isOpen = false
        }
    }

    private static func rate(_ state: State, _ memory: Memory, _ now: ContinuousClock.Instant) -> Double? {
        let components = (now - memory.stageStart).components
        let seconds = Double(components.seconds) + Double(components.attoseconds) / 1e18
        let done = state.done - memory.stageDone
        return seconds > 0.3 && done > 0 ? Double(done) / seconds : nil
    }
}

/// The words of a progress line.
struct ProgressText {
    let state: ProgressLine.State
    /// A second.
    let rate: Double?

    /// Fits the width: the bar gets what the words leave, and the last words go first where there is too little.
    func line(width: Int) -> String {
        var parts = [count] + [rateText, leftText].compactMap { $0 }
        let head = state.stage
        while true {
            let words = parts.joined(separator: "  ")
            let room = width - head.count - words.count - 4
            if let share, room >= 10 {
                let size = min(room - 6, 40)
                let filled = Int(share * Double(size))
                let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: size - filled)
                return "\(head)  \(bar) \(percent(share))  \(words)"
            }
            if share == nil, head.count + words.count + 2 <= width { return "\(head)  \(words)" }
            guard parts.count > 1 else {
                let percents = share.map { "  \(percent($0))" } ?? ""
                return String("\(head)\(percents)  \(words)".prefix(max(width, 1)))
            }
            parts.removeLast()
        }
    }

    /// For files and pipes.
    var plain: String {
        ([state.stage, share.map { percent($0).drop { $0 == " " }.description }, count] + [rateText, leftText])
            .compactMap { $0 }.joined(separator: ", ")
    }

    private var share: Double? {
        if let total = state.total { return total > 0 ? min(Double(state.done) / Double(total), 1) : 1 }
        return state.share.map { min(max($0, 0), 1) }
    }

    private func percent(_ share: Double) -> String {
        let text = "\(Int(share * 100)) %"
        return String(repeating: " ", count: max(5 - text.count, 0)) + text
    }

    private var count: String {
        if state.unit == "bytes" { return Terminal.size(state.done) + (state.total.map { " of \(Terminal.size($0))" } ?? "") }
        return Terminal.grouped(state.done) + (state.total.map { " of \(Terminal.grouped($0))" } ?? "") + " \(state.unit)"
    }

    private var rateText: String? {
        rate.map { state.unit == "bytes" ? "\(Terminal.size(Int($0)))/s" : "\(Terminal.grouped(Int($0)))/s" }
    }

    private var leftText: String? {
        guard let rate, rate > 0 else { return nil }
        if let total = state.total, total > state.done { return "\(Terminal.time(Double(total - state.done) / rate)) left" }
        if state.total == nil, let share, share > 0.02, share < 1 {
            return "\(Terminal.time(Double(state.done) / share * (1 - share) / rate)) left"
        }
        return nil
    }
}
