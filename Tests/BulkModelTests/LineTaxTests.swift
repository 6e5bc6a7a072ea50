import BulkModel
import Testing

@Suite struct LineTaxTests {
    @Test(arguments: [
        ("Vat - 12.5 %", "Vat - 12.5 %"), ("Vat-12.50%;Sales Tax - 02 %", "Vat - 12.5 %;Sales Tax - 2 %"), ("Vat 5%", "Vat - 5 %"),
        ("Vat", "Vat"), (" Vat ; ;MwSt - 19,0", "Vat;MwSt - 19,0"), ("GST18%", "GST18%"), ("A - B - 0.0 %", "A - B - 0 %"), (";", ""),
        (
            #"[{"name":"Vat","percentage":12.50},{"name":"Zoll","percentage":"3"},{"name":"X","percentage":null,"id":"1"}]"#,
            "Vat - 12.5 %;Zoll - 3 %;X"
        ),
    ])
    func whatPeopleWriteBecomesOneForm(text: String, form: String) throws {
        let taxes = try #require(LineTax.list(text))
        #expect(LineTax.text(taxes) == form)
        #expect(LineTax.list(form) == taxes, "what is written is read as the same")
    }

    @Test(arguments: [
        "12.5 %", "- 5 %", "Vat - 1234567 %", "Vat - 1.2.3 %", "Vat - .5 %", "[", "[1]", "[{}]", #"[{"name":"a;b"}]"#, #"[{"id":"1"}]"#,
        #"[{"name":"Vat","percentage":1e2}]"#, #"[{"name":"Vat","percentage":-1}]"#, #"[{"name":"Vat","percentage":true}]"#, "Va\tt\u{1}",
        String(repeating: "x", count: 121),
    ])
    func whatIsNoTaxIsRefused(text: String) {
        #expect(LineTax.list(text) == nil)
    }

    @Test func recordsHaveObjects() throws {
        let taxes = try #require(LineTax.list("Vat - 12.5 %;Zoll"))
        #expect(taxes.map(\.json) == [["name": "Vat", "percentage": .number("12.5")], ["name": "Zoll", "percentage": nil]])
    }
}
