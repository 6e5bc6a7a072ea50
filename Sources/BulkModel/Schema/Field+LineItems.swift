extension Field {
    /// Whether the field holds the items of a quote, an order or an invoice. (platform specification, section 14.4)
    public var isLineItems: Bool {
        dataType == .subform && relatedModule.map(Self.lineItemModules.contains) ?? false
    }

    private static let lineItemModules: Set<String> = ["Quoted_Items", "Ordered_Items", "Purchase_Items", "Invoiced_Items"]

    /// What clients of v2 know line items by, whatever the module.
    public static let lineItemsInV2 = "Product_Details"
}
