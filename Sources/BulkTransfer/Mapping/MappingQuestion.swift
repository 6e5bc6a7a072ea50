/// What a file leaves open, and only a person can say.
public struct MappingQuestion: Hashable, Sendable {
    /// From 0.
    public var column: Int
    /// What is to be decided, and why, in whole sentences.
    public var text: String
    /// The answers there are, the usual one first.
    public var choices: [Choice]
    /// Whether nothing may be sent without an answer.
    public var isNeeded: Bool

    public struct Choice: Hashable, Sendable {
        /// What it means, in a line.
        public var text: String
        public var answer: Answer
    }

    /// What an answer adds to what was said.
    public struct Answer: Hashable, Sendable {
        /// `Field=pattern`
        public var formats: [String] = []
        public var trueWords: [String] = []
        public var falseWords: [String] = []
        /// `Field:old=new`
        public var translations: [String] = []
        /// `Field=refuse`
        public var newOptions: [String] = []
    }
}

extension MappingOptions {
    /// Adds what a person has answered.
    public mutating func add(_ answer: MappingQuestion.Answer) {
        formats += answer.formats
        trueWords += answer.trueWords
        falseWords += answer.falseWords
        translations += answer.translations
        newOptions += answer.newOptions
    }
}
