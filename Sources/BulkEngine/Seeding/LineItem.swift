import BulkModel

/// A row of a quote, an order or an invoice. All amounts are hundredths, and so is the quantity.
struct LineItem: Sendable {
    let parent: ObjectID
    /// When the parent was created, in UTC seconds.
    let created: Int64
    /// From 1.
    let position: Int64
    let product: Product
    let quantity: Int64
    let price: Int64
    let discount: Int64
    /// In percent.
    let taxRate: Int64
    let tax: Int64

    var total: Int64 { quantity * price / 100 }
    var totalAfterDiscount: Int64 { total - discount }
    var netTotal: Int64 { totalAfterDiscount + tax }

    /// What can be sold.
    struct Product: Sendable {
        let id: ObjectID
        /// Nil if it has none.
        let price: Int64?
    }

    /// Makes the amounts up such that every product and share is a whole number of hundredths.
    init(parent: ObjectID, created: Int64, position: Int64, product: Product, from numbers: inout SeededNumbers) {
        self.parent = parent
        self.created = created
        self.position = position
        self.product = product
        price = product.price ?? Int64(1 + numbers.below(50_000)) * 2
        // Halves only where half the price is a whole number.
        let isHalf = price.isMultiple(of: 2) && numbers.chance(10)
        quantity = Int64(1 + numbers.below(40)) * 100 + (isHalf ? 50 : 0)
        let total = quantity * price / 100
        discount = numbers.chance(30) ? total * Int64(1 + numbers.below(20)) / 100 : 0
        taxRate = numbers.pick([0, 7, 19])
        tax = (total - discount) * taxRate / 100
    }
}

/// What a quote, an order or an invoice comes to, in hundredths.
struct OrderTotals: Sendable {
    let subTotal: Int64
    let discount: Int64
    let tax: Int64
    let adjustment: Int64

    var grandTotal: Int64 { subTotal - discount + tax + adjustment }

    init(of items: [LineItem], from numbers: inout SeededNumbers) {
        subTotal = items.reduce(0) { $0 + $1.netTotal }
        discount = numbers.chance(20) ? subTotal * Int64(1 + numbers.below(10)) / 100 : 0
        // Most have their taxes in the rows.
        tax = numbers.chance(20) ? (subTotal - discount) * 5 / 100 : 0
        // Some are brought to whole amounts.
        adjustment = numbers.chance(15) ? -((subTotal - discount + tax) % 100) : 0
    }
}
