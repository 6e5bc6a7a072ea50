import BulkModel

/// What fields of a type are when a user makes them. (platform specification, section 13)
struct FieldTypeRules {
    /// How long a field is of which nothing is said.
    let length: Int?
    /// The lengths that can be chosen; nil if there is no choice.
    let lengths: ClosedRange<Int>?
    /// How many digits behind the point a field has of which nothing is said; nil for a type that has none.
    let decimalPlaces: Int?

    static let mostDecimalPlaces = 9

    /// Types that can be made. What is computed or holds files can't: the server would only pretend.
    static let creatable: [DataType] = [
        .text, .textarea, .email, .phone, .website, .picklist, .multiselectpicklist, .integer, .bigint, .double, .currency, .percent,
        .boolean, .date, .datetime, .lookup, .userlookup, .autonumber, .subform, .multiselectlookup, .multiuserlookup,
    ]

    static let textAreaKinds = ["small", "large", "rich_text"]
    static let roundings = ["normal", "round_up", "round_down", "round_off"]
    static let tooltipKinds = ["info_icon", "static_text"]

    private init(_ length: Int?, _ lengths: ClosedRange<Int>? = nil, decimalPlaces: Int? = nil) {
        self.length = length
        self.lengths = lengths
        self.decimalPlaces = decimalPlaces
    }

    init(_ type: DataType, textAreaKind: String?) {
        switch type {
        case .text: self.init(255, 1...255)
        case .textarea: self.init(textAreaKind == "large" ? 32_000 : textAreaKind == "rich_text" ? 50_000 : 2_000)
        case .email: self.init(100, 1...100)
        case .phone: self.init(30, 1...30)
        case .website: self.init(450, 1...450)
        case .picklist: self.init(120)
        case .multiselectpicklist: self.init(1_000)
        case .integer: self.init(9, 1...9)
        case .bigint: self.init(18, 1...18)
        case .double: self.init(16, 1...18, decimalPlaces: 2)
        case .currency: self.init(16, 1...18, decimalPlaces: 2)
        case .percent: self.init(5)
        case .boolean: self.init(5)
        case .date: self.init(20)
        case .datetime, .lookup: self.init(120)
        case .userlookup: self.init(50)
        case .autonumber: self.init(255)
        case .multiselectlookup, .multiuserlookup: self.init(200)
        default: self.init(nil)
        }
    }
}

extension DataType {
    /// Whether a field of the type can refuse values that come twice.
    var canBeUnique: Bool {
        switch self {
        case .text, .email, .phone, .website, .integer, .bigint, .double, .currency, .percent: true
        default: false
        }
    }

    /// Whether a field of the type can be encrypted.
    var canBeEncrypted: Bool {
        switch self {
        case .text, .email, .phone, .website, .integer, .bigint, .double, .currency, .date, .datetime: true
        default: false
        }
    }

    var isPickList: Bool { self == .picklist || self == .multiselectpicklist }
}
