/// Words for titles and notes; some need quotes in a CSV, as people's own do.
enum Phrases {
    static let titles = ["CEO", "CTO", "Head of Sales", "Buyer, Electronics", "VP \"Growth\"", "Engineer", "Office Manager", "Owner"]

    private static let subjects = ["Quarterly review", "Renewal", "Intro call", "Site visit", "Price request", "Onboarding", "Follow-up"]
    private static let objects = ["new warehouse", "support plan", "pilot, phase 2", "spring offer", "\"gold\" licence", "web shop"]
    private static let sentences = [
        "Asked for a quote, wants an answer by Friday.", "Prefers e-mail to phone calls.", "Said: \"call me next quarter\".",
        "Budget approved; waiting for legal.", "Met at the trade fair in Köln.", "Überweisung am 3. erwartet.",
        "Decision maker is on leave, try again later.", "価格表を送付しました。", "Needs delivery in two parts, see attachment.",
    ]

    private static let things = [
        "Steel shelf", "Desk lamp", "Thermal printer", "Label roll, 500 pcs", "Pallet jack", "Paper cup", "Router \"Mini\"", "Work gloves",
        "Étagère murale", "Drehstuhl", "Water filter", "Barcode scanner",
    ]
    private static let services = [
        "Consultation", "Site inspection", "Training on site", "Repair", "Installation, half a day", "Product tour",
    ]
    private static let departments = ["Sales", "Purchasing", "Finance", "Research & Development", "Support", "Logistics"]

    /// What people can do; each once.
    static let skills = [
        "Social Media", "Negotiation", "Public speaking", "Bookkeeping", "Project management", "Swift", "SQL", "Data analysis",
        "Copywriting",
        "Graphic design", "Video editing", "Photography", "Search engines", "E-mail campaigns", "Event planning", "Cold calls",
        "Market research",
        "Pricing", "Procurement", "Logistics", "Quality control", "First aid", "Forklift driving", "Soldering", "Technical drawing",
        "Customer care", "Mediation", "Recruiting", "Payroll", "Tax law", "Contract law", "Data protection", "Network administration",
        "Accessibility", "Translation", "English", "Deutsch", "Français", "日本語", "Social Media: advertising",
    ]

    static func product(_ numbers: inout SeededNumbers) -> String {
        "\(numbers.pick(things)) \(numbers.pick(["A", "K", "M", "X"]))-\(100 + numbers.below(900))"
    }

    static func service(_ numbers: inout SeededNumbers) -> String { numbers.pick(services) }

    static func department(_ numbers: inout SeededNumbers) -> String { numbers.pick(departments) }

    static func object(_ numbers: inout SeededNumbers) -> String { numbers.pick(objects) }

    static func title(_ numbers: inout SeededNumbers) -> String {
        "\(numbers.pick(subjects)): \(numbers.pick(objects))"
    }

    /// One to three sentences, now and then on lines of their own.
    static func paragraph(_ numbers: inout SeededNumbers, maximum: Int) -> String {
        let separator = numbers.chance(20) ? "\n" : " "
        let count = 1 + numbers.below(3)
        var picked: [String] = []
        for _ in 0..<count { picked.append(numbers.pick(sentences)) }
        return String(picked.joined(separator: separator).prefix(maximum))
    }
}
