/// Why a row of an import, or a record of a call, was refused, at one of its values. It is data: a bad row never stops a job.
public struct RowError: Hashable, Sendable {
    public var code: Code
    /// Position of the field mapping in the resource, or behind them that of a field without one
    /// (``WriteResource/askedInStandardLayout``); nil where the row as a whole is meant.
    public var mapping: Int?
    public var reason: Reason

    public init(_ code: Code, mapping: Int?, _ reason: Reason) {
        self.code = code
        self.mapping = mapping
        self.reason = reason
    }

    /// The documented codes, in the order in which a result lists them. (bulk write specification, section 9.3)
    public enum Code: UInt8, Sendable, CaseIterable, Comparable {
        case mandatoryNotFound, invalidData, resourceNotFound, duplicateData, notApproved, blockedRecord, cannotProcess, limitExceeded
        /// Of the record API only.
        case alreadyModified

        public var name: String {
            switch self {
            case .mandatoryNotFound: "MANDATORY_NOT_FOUND"
            case .invalidData: "INVALID_DATA"
            case .resourceNotFound: "RESOURCE_NOT_FOUND"
            case .duplicateData: "DUPLICATE_DATA"
            case .notApproved: "NOT_APPROVED"
            case .blockedRecord: "BLOCKED_RECORD"
            case .cannotProcess: "CANNOT_PROCESS"
            case .limitExceeded: "LIMIT_EXCEEDED"
            case .alreadyModified: "ALREADY_MODIFIED"
            }
        }

        public static func < (lhs: Self, rhs: Self) -> Bool {
            lhs.rawValue < rhs.rawValue
        }
    }

    /// What exactly was wrong; a code alone doesn't tell a person what to do.
    public enum Reason: UInt8, Sendable, CaseIterable {
        case missing, keyMissing, parentKeyMissing
        case tooLong, tooManyDigits, notANumber, notABoolean, notADate, notADateTime, notAnEmail, notAPhone, notAURL, notAnID, noSuchUser
        case hasNUL, notInList
        case noMatch, noTarget, noParent
        case valueTaken, recordExists, linkExists
        case awaitsApproval, isLocked
        case severalMatch, severalTargets, isConverted, otherLayout
        case tooManyChildren
        /// JSON of a kind that the field never has.
        case wrongKind
        case noSuchLayout, changedSince
        /// The row as it stands in its file can't be trusted.
        case strayQuote, undecodable, surplusCells, shifted
        case notALineTax
        /// The row belongs to another table of its file.
        case otherTable
    }
}
