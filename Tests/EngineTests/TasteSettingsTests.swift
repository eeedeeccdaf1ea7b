import Basics
import Testing

@testable import Engine

@Suite struct TasteSettingsTests {
    /// A stored session may come from anybody.
    @Test func whatIsStoredIsBroughtIntoRange() throws {
        func read(_ diversity: String, _ balance: String) throws -> TasteSettings {
            try JSON.decode(from: #"{"mode":"interests","diversity":\#(diversity),"balance":\#(balance)}"#)
        }
        let wild = try read("1e308", "-1e308")
        #expect(wild.diversity == 1 && wild.balance == -1 && wild.mode == .interests)
        let settings = try read("0.3", "0.5")
        #expect(settings.diversity == 0.3 && settings.balance == 0.5)
        #expect(try JSON.decode(TasteSettings.self, from: JSON.encode(settings)) == settings)
    }
}
