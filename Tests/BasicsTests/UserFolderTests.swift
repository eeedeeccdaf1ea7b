import Basics
import Testing

@Suite struct UserFolderTests {
    @Test(arguments: [
        (UserFolder.data, "XDG_DATA_HOME", "/h/.local/share/vitrine"), (.state, "XDG_STATE_HOME", "/h/.local/state/vitrine"),
        (.config, "XDG_CONFIG_HOME", "/h/.config/vitrine"),
    ])
    func oneRuleServesAll(_ folder: UserFolder, _ variable: String, _ standard: String) {
        #expect(folder.url(["HOME": "/h"]).path == standard)
        #expect(folder.url(["HOME": "/h", variable: "/d"]).path == "/d/vitrine")
        for relative in ["data", "", "./d", "~/d"] { #expect(folder.url(["HOME": "/h", variable: relative]).path == standard) }
    }

    @Test func sharedFoldersKeepTheirOrder() {
        #expect(
            UserFolder.sharedData(["XDG_DATA_DIRS": "/nix/share:relative::/opt"]).map(\.path) == [
                "/nix/share/vitrine", "/opt/vitrine", "/usr/local/share/vitrine", "/usr/share/vitrine",
            ])
    }
}
