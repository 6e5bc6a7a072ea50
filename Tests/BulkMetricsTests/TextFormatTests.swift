import BulkMetrics
import Testing

@Suite struct TextFormatTests {
    @Test func aFamilyIsItsHelpItsKindAndItsSamples() {
        let family = MetricFamily(
            name: "jobs", kind: .gauge, help: "Jobs there are.",
            samples: [
                MetricSample(labels: [MetricLabel("kind", "read"), MetricLabel("state", "ADDED")], value: 3), MetricSample(value: 0.5),
            ])
        #expect(
            TextFormat.text([family]) == """
                # HELP jobs Jobs there are.
                # TYPE jobs gauge
                jobs{kind="read",state="ADDED"} 3
                jobs 0.5

                """)
    }

    @Test func aFamilyThatNobodyHasDescribedHasNoHelp() {
        let family = MetricFamily(name: "a", kind: .counter, help: nil, samples: [MetricSample(value: 1)])
        #expect(TextFormat.text([family]) == "# TYPE a counter\na 1\n")
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\\b", #"a\\b"#), ("two\nlines", #"two\nlines"#), ("\"quoted\"", #"\"quoted\""#), ("\r\n", "\r\\n"),
        ("", ""), ("ÄÖ 漢字", "ÄÖ 漢字"), (#"\n"#, #"\\n"#), ("}", "}"),
    ])
    func valuesOfLabelsStayWithinTheirQuotes(value: String, written: String) {
        let family = MetricFamily(
            name: "a", kind: .gauge, help: nil, samples: [MetricSample(labels: [MetricLabel("b", value)], value: 1)])
        #expect(TextFormat.text([family]) == "# TYPE a gauge\na{b=\"\(written)\"} 1\n")
    }

    @Test func helpStaysOnItsLineAndKeepsItsQuotes() {
        let family = MetricFamily(name: "a", kind: .gauge, help: "a \"word\"\nand \\ more", samples: [])
        #expect(TextFormat.text([family]) == "# HELP a a \"word\"\\nand \\\\ more\n# TYPE a gauge\n")
    }

    @Test(
        arguments: [
            (0, "0"), (-3, "-3"), (1.5, "1.5"), (9_007_199_254_740_991, "9007199254740991"), (1e300, "1e+300"), (0.1, "0.1"),
            (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"), (-0.0, "0"), (1.797e19, "1.797e+19"),
        ] as [(Double, String)])
    func numbersAreWrittenAsGoReadsThem(value: Double, written: String) {
        let family = MetricFamily(name: "a", kind: .gauge, help: nil, samples: [MetricSample(value: value)])
        #expect(TextFormat.text([family]) == "# TYPE a gauge\na \(written)\n")
    }
}
