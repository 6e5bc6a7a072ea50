import BulkModel

/// What the cells of one record share.
struct RecordContext {
    /// The running number of the record's id.
    let number: Int64
    /// The place among the records that are made together, from 0.
    let ordinal: Int
    let persona: Persona
    /// UTC seconds.
    let created: Int64
    let modified: Int64
    /// Values that aren't made up, by field.
    var given: [String: GivenValue] = [:]
    /// Of a row of a quote, an order or an invoice.
    var item: LineItem?
    /// Of a quote, an order or an invoice.
    var totals: OrderTotals?
    /// Of a record of a linking module: what its two lookups lead to.
    var links: [ObjectID] = []
    var isConverted = false
    /// Whether somebody has said at the place of a meeting that they are there.
    var isCheckedIn = false
    var start: Int64 = 0
    /// Seconds.
    var duration: Int64 = 0
    var status = ""
    var stage: (name: String, probability: Int64) = ("Qualification", 10)
    /// In hundredths.
    var amount: Int64 = 0

    init(number: Int64, ordinal: Int, persona: Persona, created: Int64, modified: Int64) {
        self.number = number
        self.ordinal = ordinal
        self.persona = persona
        self.created = created
        self.modified = modified
    }
}
