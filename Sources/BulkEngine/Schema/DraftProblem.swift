public import BulkModel

/// What is wrong with a draft of a module, field or view: which part of it, and why.
public struct DraftProblem: Error, Hashable, Sendable {
    /// The part by the keys of the API, as `pick_list_values[2].display_value`; empty for the draft as a whole.
    public var part: String
    public var reason: Reason

    public init(_ part: String, _ reason: Reason) {
        self.part = part
        self.reason = reason
    }

    public enum Reason: Hashable, Sendable {
        /// What can't be left out is not there.
        case missing
        /// Something else has the name or the value.
        case duplicate
        /// The service keeps the word to itself.
        case reserved
        case tooLong(maximum: Int)
        case outOfRange(ClosedRange<Int>)
        /// - Parameter pattern: what would do, as a regular expression.
        case malformed(pattern: String)
        /// A value of another kind of JSON or YAML; the name of the kind is the service's.
        case wrongKind(expected: String)
        /// A value that there is none of.
        case unsupported([String])
        /// There are as many as there may be.
        case limitReached(Int)
        /// It can't be without another part.
        case needs(String)
        /// It can't be beside another part.
        case contradicts(String)
        /// It can't be changed or removed; says why.
        case fixed(String)
        /// A module, field or user there is none of.
        case unknown
        /// Existing records that stand against it.
        case collides([ObjectID])
        /// Criteria that can't be used.
        case criteria(BulkError)
    }

    /// The same problem as part of something larger.
    func inside(_ outer: String) -> DraftProblem {
        DraftProblem(part.isEmpty ? outer : "\(outer).\(part)", reason)
    }
}

extension DraftProblem: CustomStringConvertible {
    public var description: String {
        part.isEmpty ? reason.sentence : "'\(part)' \(reason.sentence)"
    }
}

extension DraftProblem.Reason {
    /// What a person should know, as it goes on behind the name of the part.
    public var sentence: String {
        switch self {
        case .missing: "is missing"
        case .duplicate: "is there already; take another"
        case .reserved: "is a word that the service keeps to itself; take another"
        case .tooLong(let maximum): "has more than \(maximum) characters"
        case .outOfRange(let range): "must be from \(range.lowerBound) to \(range.upperBound)"
        case .malformed(let pattern): "must match \(pattern)"
        case .wrongKind(let kind): "takes a value of the kind '\(kind)'"
        case .unsupported(let values): "takes one of \(values.joined(separator: ", "))"
        case .limitReached(let limit): "would be more than the \(limit) that there may be"
        case .needs(let other): "can't be without '\(other)'"
        case .contradicts(let other): "can't be beside this '\(other)'"
        case .fixed(let why): "can't be changed: \(why)"
        case .unknown: "names something that there is not"
        case .collides(let records):
            "can't be: records \(records.map(\.description).joined(separator: " and ")) have the same value; change one of them first"
        case .criteria(let error): "can't be used: \(error.message)"
        }
    }
}
