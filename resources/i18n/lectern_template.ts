<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>A studio for the spoken word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>About Lectern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>Lectern is free software under the GNU General Public License, version 3 or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>Licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>Parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>Text of the licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>The package came without the text: its licence is the one named above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>What Lectern is built with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>What you make with it is yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/about.py"/>
        <source>You may use it for any purpose, study it, change it, and pass it on. It comes without warranty.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Asking {provider}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Credits left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>From the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>New key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>This account was billed for a repeat that should be free: repeats count as paid now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Use this account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Zero retention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>{variable} is set: it comes before the accounts that are kept here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Accounts</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>As of {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>European Union (data residency)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>India (data residency)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>Plan: {plan}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>Singapore (data residency)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>United States</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>Worldwide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>renewed on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>{amount} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>{count} requests at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>{left} credits left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>{left} of {limit} credits left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Choose a file of certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Its key is deleted from this computer. It still works with the provider until you delete it there. What it paid for stays in your projects.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Keep keys in an encrypted file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Key files (*.keys)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Remove the account {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Rename the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>The key is kept, and could not be tested: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>The key works.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;About the book…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Add a chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;All actions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Close the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Generate the chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Generate the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Import a book…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Lock or unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Merge chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;New blank project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Next panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Next paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Open a project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Play the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Previous chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Previous panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Regenerate the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Split at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Takes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Usual text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>A&amp;bout Lectern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Add a chapter after this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Begin a new chapter at the paragraph with the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Begin with an empty manuscript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Change the t&amp;heme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Choose a chapter first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Choose who narrates: engine, model and voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Close Lectern; everything is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Compare and restore the takes of the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Do again what was undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Engine and &amp;voice…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Find any action by its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Find text and replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Find text in the chapter or the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Follow the &amp;voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Generate the &amp;book…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Give the chapter another title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Go back to the start page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Go on with the next paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Hear the paragraph before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Import a &amp;web page…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Join the selected chapters into one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Keep the paragraph being heard in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Letters as they were at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Light, dark, high contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Make a project of a book or document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Make a project of a web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Make the manuscript's letters larger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Make the manuscript's letters smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Move the keyboard to the next panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Move the keyboard to the panel before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>N&amp;ormal speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Ne&amp;xt chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Nothing but the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Nothing is being played</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Open a .lectern file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Open a project first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Open a short book to try Lectern with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Open the &amp;sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Open the folder with Lectern's log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>P&amp;revious paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Pla&amp;y the chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play at the speed it was spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play faster; the pitch is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play from the cursor, or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play from the start of the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play slower; the pitch is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play the boo&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play the book from its start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play the chapter from its start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play the se&amp;lection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Play the selected paragraphs and stop after them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Playback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Protect the paragraph from every change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Put the cursor into a paragraph first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>R&amp;emove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Re&amp;name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Read aloud or leave &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Remove the selected chapters; undo brings them back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Rep&amp;lace…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>See and change every shortcut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Show or hide jobs and notices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Show or hide the chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Show or hide the takes of a paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Show the &amp;log folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Show the chapter after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Show the chapter before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Slo&amp;wer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Speak everything that has no take or a stale one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Speak it once more and keep every take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Speak the selected paragraphs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Speak what the chapter has no take for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Stop playing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Switch the selected chapters on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Take the last change back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Text fields need these keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>The project is open for reading only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Theme, text, pauses, shortcuts and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>There is nothing to do again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>There is nothing to hear yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>There is nothing to undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>These keys write text. Hold Ctrl or Alt too, or press a function key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Title, author, language of the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Version and licences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Write the audiobook's files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>%Ln files</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>%Ln problems</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>%Ln segments made</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>1 problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>1 segment made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Not finished; what is done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Open the accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Raise the budget…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Raise the cap…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Send again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Stopped; what is done is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>Stopping; what is under way is finished…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>{chapter}, paragraph {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>{done} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>{done} of {total} {unit}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>{rate}/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>{times}× real time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ActivityPanel</name>
    <message>
        <location filename="../../studio_app/ui/activity/panel.py"/>
        <source>Activity</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/panel.py"/>
        <source>Activity · %Ln</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/panel.py"/>
        <source>All quiet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/panel.py"/>
        <source>Clear finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/panel.py"/>
        <source>Imports, generations and exports run here while you go on writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/panel.py"/>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AddressField</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_fields.py"/>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_fields.py"/>
        <source>Another address…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_fields.py"/>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Advanced</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>A file in PEM form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Certificates to trust beside the system's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Empty: what the system says. A password in it is kept where the keys are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>For plans that include it. Nothing spoken stays with the provider, so nothing can be fetched from there again: an answer lost on the way may have to be paid twice, and you are asked before. Pieces are not stitched to what was spoken before them, so that the voice may change a little from one to the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Own certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>The environment sends everything to {address}, whatever stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_card.py"/>
        <source>Zero retention: {name} keeps nothing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>1 credit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>about {hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>about {hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>about {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>no credits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>today {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>yesterday {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>{hours} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>{number} credits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Asides</name>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>Empty it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>In use: {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>Lectern ended unexpectedly last time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>Lectern met a fault last time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>Like the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>Show the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>There is no program to open it with. It is: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>There is no program to show folders with. It is: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>What is known of the last end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/asides.py"/>
        <source>Your work is saved. A report without any of your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <location filename="../../studio_app/ui/kit/controls.py"/>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChapterChoice</name>
    <message>
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>Chapters to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>Choose all chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>Choose no chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>{chosen} of {count} chapters</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChapterModel</name>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>about {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>generated, {length}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>included</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>not looked at yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>nothing to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>{count} failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>{count} stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/model.py"/>
        <source>{done} of {all} generated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChapterRow</name>
    <message>
        <location filename="../../studio_app/ui/chapters/row.py"/>
        <source>Title of the chapter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChapterRows</name>
    <message>
        <location filename="../../studio_app/ui/start/preview_rows.py"/>
        <source>Chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview_rows.py"/>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview_rows.py"/>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview_rows.py"/>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview_rows.py"/>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview_rows.py"/>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview_rows.py"/>
        <source>{count} words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChapterTicks</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>%Ln missing</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>%Ln outdated</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>not generated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChaptersPanel</name>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Add a chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Chapter {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Chapters of the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Delete the selected chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Generate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Include or leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Merge the selected chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>No project is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Space includes or leaves out, F2 renames, Alt with the arrows moves, Delete deletes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Split at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>Split the chapter at the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/chapters/panel.py"/>
        <source>This book has no chapters yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <location filename="../../studio_app/ui/editor/chips.py"/>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <location filename="../../studio_app/ui/shell/palette.py"/>
        <source>Actions found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/palette.py"/>
        <source>All actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/palette.py"/>
        <source>No action has such a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/palette.py"/>
        <source>Type the name of an action</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Costs</name>
    <message>
        <location filename="../../studio_app/ui/generate/costs.py"/>
        <source>bytes of text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/costs.py"/>
        <source>credits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CoverField</name>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Audiobook shops ask for a square.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Audiobook shops ask for at least {side} × {side}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Choose a cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Pictures (*.jpg *.jpeg *.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Remove the cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>{width} × {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <location filename="../../studio_app/ui/shell/desk.py"/>
        <source>A fault in Lectern stopped this. Your work is saved; the log tells where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/desk.py"/>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/desk.py"/>
        <source>It is stopped cleanly. What is done is kept, and the rest can be made later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/desk.py"/>
        <source>Lectern is still working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/desk.py"/>
        <source>Show the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/desk.py"/>
        <source>Stop and close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/desk.py"/>
        <source>The last changes are not on the disk yet. They are kept while this window is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/desk.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <location filename="../../studio_app/ui/kit/dialogs.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/dialogs.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/dialogs.py"/>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditorPanel</name>
    <message>
        <location filename="../../studio_app/ui/editor/panel.py"/>
        <source>Choose one in the list to read and edit its text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/panel.py"/>
        <source>Editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/panel.py"/>
        <source>No chapter is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/panel.py"/>
        <source>Text of the chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/panel.py"/>
        <source>The text was changed while it was being replaced. Nothing was replaced; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/panel.py"/>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/panel.py"/>
        <source>Write or paste the text of this chapter here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EngineDialog</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>%Ln languages</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>%Ln segments have a take of this voice already.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>%Ln takes would no longer fit; they are kept, and can be chosen again.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Asking what there is…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Characters of one request; longer text is divided.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Choose a voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Credits for each character or byte of text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Engine and voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Enter a key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Find a voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Good for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Most at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Nothing is generated yet; nothing would be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Speaks {languages}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>This engine needs a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>This is the voice of the book now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>To generate the book: {characters} characters, {time}, {cost}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Use this voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>Voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>female</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>{price} a byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>{price} a character</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorLine</name>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Hide the paragraphs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Paragraphs with this problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Show the paragraphs</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>and %Ln more</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>%Ln files</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>%Ln of these files are in “{folder}” already.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>%Ln segments are not generated; they would be missing from the audio.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>%Ln segments no longer fit their text; their last takes would be heard.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>1 file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>1 segment is not generated; it would be missing from the audio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>1 segment no longer fits its text; its last take would be heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>A file for each chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Brings every chapter to the same loudness, with its peaks held, as shops ask for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Choose another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Choose the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Even loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Export as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Export audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>File names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Folder for the audio files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Generate first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Insert into the file names: {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Insert:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Leave them out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Nothing is generated yet in the chapters chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>One file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Replace them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>The files that will be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Use other names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>Use the usual names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>about {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>ready in {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>“{name}” is in “{folder}” already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Close the find bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Find in the text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>In the whole book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>In this chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Match upper and lower case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Next place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Places found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Previous place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Replace all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Replace with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Replacing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Text to put in its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>W</source>
        <comment>whole words, on a button</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Where to look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>Whole words only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>{count} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/find_bar.py"/>
        <source>{number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GenerateQuestion</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>%Ln segments are there already and are kept.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>1 segment is there already and is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>All of it is generated and fits its text; there is nothing to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Do not ask again while it is free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Generate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Generate speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Generate {what}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Left of the project's cap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Left on the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Length of the speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Only what is new or has changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Segments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Stop at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Stop this run at so many credits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Takes that still fit their text are kept and cost nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>The run pauses before it would cost more; what is done is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Time it takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>What to generate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>no limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>{left} of {cap}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Gutter</name>
    <message>
        <location filename="../../studio_app/ui/editor/gutter.py"/>
        <source>Generate this paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/gutter.py"/>
        <source>Play from this paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/gutter.py"/>
        <source>State of the paragraphs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>1 word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Begin a new chapter at the chosen paragraph (Ctrl+Return)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Chapters that were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Choose where to save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Create project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Lectern projects (*.lectern)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Like en, de-AT, pt-BR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Look at the chapters that were found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Merge the chosen chapters, or one with the one before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Narrate all chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Narrate no chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Narrate:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>No chapter is ticked, so nothing would be narrated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Paragraphs of the chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Save the project as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Several: with ; between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Space switches the chosen chapters on or off, F2 renames one, Ctrl+M merges.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Split here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Switch on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>This is what was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>and %Ln more</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>ready in {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>{chosen} of {count} chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>{count} words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>{time} of speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>{title}, continued</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Progress of {job}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>and %Ln other kinds of problems</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
</context>
<context>
    <name>KeyForm</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>Name, to tell several accounts apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>New account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>New key for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>Paste a key first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>Paste the key here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>Region of the account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>Test and keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_form.py"/>
        <source>Testing the key with {provider}…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Listening</name>
    <message>
        <location filename="../../studio_app/ui/shell/listening.py"/>
        <source>Generate from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/listening.py"/>
        <source>This text has not been spoken yet. Playing begins as soon as the first words are there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/listening.py"/>
        <source>Waiting for the voice…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/listening.py"/>
        <source>{characters} characters, {time} of speech, {cost}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Making</name>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source> and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>Credits, in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>Generate · ~{price}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>Leave them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>Raise and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>Speak the paragraph once more?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>The budget of this run is used up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>The provider cannot say whether they were. Sent again, they may be billed twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>The takes it has are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>There is nothing to do: {what} is generated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>This project may cost {cap}; {spent} are spent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>the chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>the chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>the text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <location filename="../../studio_app/ui/shell/menus.py"/>
        <source>&amp;Chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/menus.py"/>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/menus.py"/>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/menus.py"/>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/menus.py"/>
        <source>&amp;Paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/menus.py"/>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/menus.py"/>
        <source>P&amp;layback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/menus.py"/>
        <source>Toolbar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MetadataForm</name>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>ISBN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Like en, de-AT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Narrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Of the audiobook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Publisher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Several: with ; between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/fields.py"/>
        <source>Who reads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message>
        <location filename="../../studio_app/ui/generate/offers.py"/>
        <source>the selection, {count} paragraphs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/offers.py"/>
        <source>the whole book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/offers.py"/>
        <source>this chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/offers.py"/>
        <source>this paragraph</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OptionRow</name>
    <message>
        <location filename="../../studio_app/ui/preferences/rows.py"/>
        <source>A good serif of this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/rows.py"/>
        <source>Reset {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Accounts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Ask before generating</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Begin where you left off; otherwise with the start page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Bring every chapter to the same loudness, with its peaks held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Clause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>End of a chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Even loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>FLAC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Follow the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Heading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>How new projects are spoken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>How the manuscript looks while you write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>How the window looks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Interface text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Keep the paragraph being heard in view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Keys for the voices of ElevenLabs and Fish Audio, and the credits left on them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Light, dark, high contrast, or what the desktop asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Like the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Line length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Line spacing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Local engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Longest segment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>M4B audiobook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>MP3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Of this window only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>One for each core</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Open the last project at the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Opus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Pauses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Playing in the window. Exports are not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Processes of the local engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Scene break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Show characters, time and cost before free speech is generated too; what costs is always shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Silence after the last word of a chapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Silence around a heading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Silence at a scene break.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Silence before the first word of a chapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Silence between paragraphs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Silence between pieces cut at a clause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Silence between pieces cut at a sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Silence between the parts of a new project, exact to the sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Size of the manuscript's letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Space from line to line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Start of a chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Text of menus, lists and dialogs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>The engine a new project speaks with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>The format of audio files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>The language of the window. It changes at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>The longest line; about 66 reads best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>The longest piece of text sent to an engine at once. Shorter pieces keep the voice steadier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>The pitch of the voice is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>The typeface of the manuscript.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Threads that encode.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Typeface</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Usage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>Volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>WAV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>What can be made again at any time, such as the covers of recent projects. What was of no use for longest goes first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>What generated speech has cost, by day, project and account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>What is kept on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>What the export dialog begins with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>processes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>pt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/options.py"/>
        <source>threads</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <location filename="../../studio_app/ui/editor/page.py"/>
        <source>This paragraph is locked. Unlock it to change its text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PassphraseQuestion</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Choose a passphrase for {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Four or more words are good. Nobody can open the file without it, and it is kept nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Make the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>The passphrase of {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>The same again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>The two are not the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Type the passphrase first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceLine</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Keys are kept in the encrypted file {file}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Keys are kept in the file {file}, which is locked until you give its passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Keys are kept in the keyring of this computer ({name}), never in a project or a log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>This computer has no keyring. Choose an encrypted file for keys, or set them in the environment before Lectern starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Unlock…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Use a key file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_place.py"/>
        <source>Use the keyring</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>Changes hold at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>Find a preference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>No preference has such a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>Reset every preference and every shortcut?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>Reset everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>Reset everything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>Reset this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/dialog.py"/>
        <source>They will be as on the first day. Projects and keys of accounts are not touched.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProjectCard</name>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Its file is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Open {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Remove {title} from this list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>{count} words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>{length} to hear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>{percent} % generated</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>A copy with everything that can be read is made beside it. The file itself stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Address of the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Books and documents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Chapter 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Import a book or document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Import a web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Lectern projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>New blank project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Open a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Opening {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Recover a copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/projects.py"/>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Qualities</name>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>128 kbps · better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>128 kbps · good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>16 bits · as on a CD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>192 kbps · largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>192 kbps · what shops ask for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>24 bits · for further work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>32 kbps · small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>320 kbps · largest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>64 kbps · good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>64 kbps · small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>96 kbps · better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>96 kbps · good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>96 kbps · small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>Author</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>Book title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>Chapter title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>FLAC · exact, half of WAV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>M4B · with chapter marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>MP3 · plays everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>Number of chapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>Opus · smallest for its sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/qualities.py"/>
        <source>WAV · exact, for further work</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_fields.py"/>
        <source>Hide what is typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts_fields.py"/>
        <source>Show what is typed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Actions and their shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Find an action or its keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Keys of “{name}”:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>New keys of the chosen action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>No action has such a name or such keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>No keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Press the keys. Tab goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Reset all shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Taken from: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Use it here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>Usual keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>no keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/shortcuts.py"/>
        <source>{keys} belongs to {names}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>{days} days ago</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>A short book to try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>A studio for the spoken word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>An article by its address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Book or document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>EPUB, DOCX, PDF, text…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Hear it in three clicks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Open a project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Open the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Open the sample, press Play and let it generate. It is spoken on this computer: no account, no key, no cost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Or drop a book or a project anywhere on this page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Start page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>The sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Write it here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>Your own projects will be listed here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StateMarks</name>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Begin a chapter with this paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Being generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Failed. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Footnote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Generate paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Generate these paragraphs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Generated · {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Heading 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Heading 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Heading 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Insert pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>List item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Not generated yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Not read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Nothing to say here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Play from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Scene break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Stale: the text or the voice changed after it was generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Takes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Choose engine and voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Engine: {engine}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Jobs: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Open for reading only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Resets {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>The provider cannot be reached; what is to be spoken waits for the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>Try again to save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/status.py"/>
        <source>{engine}: {left} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TakesPanel</name>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>A locked paragraph is not spoken anew; unlock it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Ask for the takes of a paragraph to hear, compare and restore them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Compare A and B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Generate the paragraph; each time adds a take, none is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>No paragraph chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>No take yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Part {part} of {parts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Regenerate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Space plays and stops, A and B play the two that are compared, X switches, U uses the take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Switch to {letter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Takes of this paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>Use this take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>for another text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>heard now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/takes/panel.py"/>
        <source>used now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Ctrl+Space plays from the cursor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Follow the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Heard of the chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Next paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>No sound device: playing silently</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Playback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Previous paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Speed: {speed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Speed; the pitch is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>The sound device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/transport/bar.py"/>
        <source>Volume</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Usage</name>
    <message>
        <location filename="../../studio_app/ui/preferences/usage_words.py"/>
        <source>An account that was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage_words.py"/>
        <source>Cost by day, {first} to {last}. Highest: {amount} on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage_words.py"/>
        <source>From the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage_words.py"/>
        <source>billed; {amount} had been expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage_words.py"/>
        <source>{amount} more may have been billed for answers that were lost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UsageChart</name>
    <message>
        <location filename="../../studio_app/ui/preferences/usage_chart.py"/>
        <source>Left and Right go from day to day.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UsagePage</name>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Billed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>By account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>By day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>By project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Last {days} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Not counted, because it cannot be read now: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Nothing has been paid for in these days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>What you generate with a voice of ElevenLabs or Fish Audio is counted here, from your recent projects.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceSettings</name>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Even loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Melody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Numbers as words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Pace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Pause between words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Piece length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Pitch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Repetition penalty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Speaker boost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Stability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Temperature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Variety</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>Volume</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Whereabouts</name>
    <message>
        <location filename="../../studio_app/ui/shell/whereabouts.py"/>
        <source>Close without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/whereabouts.py"/>
        <source>Open it there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/whereabouts.py"/>
        <source>Put it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/whereabouts.py"/>
        <source>{name} was deleted or replaced. What you write is kept only while this window is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/whereabouts.py"/>
        <source>{name} was moved while it was open. It is saved where it is now: {path}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <location filename="../../studio_app/ui/shell/window.py"/>
        <source>Menus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/window.py"/>
        <source>reading only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/window.py"/>
        <source>saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/window.py"/>
        <source>saving…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Picture</name>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Cover, {width} × {height} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Drop a picture here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>No cover. Drop a picture here, or choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>The cover cannot be shown; it may be damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/export/cover.py"/>
        <source>The cover is being read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>{name}: back to the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/generate/voice_settings.py"/>
        <source>{value}, the default</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Section</name>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Add an account…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>No key yet. Make one on the account page, and add it here; or set {variable} before the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/preferences/accounts.py"/>
        <source>Open the account page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
