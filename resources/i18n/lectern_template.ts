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
    <name>AboutVoice</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>As it is found in your voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Enhance the recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Helps noisy recordings, and makes clean ones worse: leave it off where the checks found no noise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Like en, de-AT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Remove background noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Several: with , between them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>The provider cleans and evens them before it learns from them. Usually better.</source>
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
    <message numerus="yes">
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>%Ln requests at once</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
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
    <message numerus="yes">
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>{left} credits left</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
        <source>&amp;Cast…</source>
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
        <source>&amp;Design a voice…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Duplicate clips</source>
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
        <source>&amp;Generate what is stale</source>
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
        <source>&amp;Merge clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;My voices…</source>
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
        <source>&amp;Play or pause the timeline</source>
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
        <source>&amp;Professional clone…</source>
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
        <source>&amp;Split at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>&amp;Spoken by…</source>
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
        <source>&amp;Voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>A&amp;bout Lectern</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Add &amp;audio…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Add a chapter after this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Add a sound &amp;effect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Add a t&amp;rack…</source>
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
        <source>Begin with an empty timeline</source>
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
        <source>Choose who speaks the selected text, or the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Cl&amp;one a voice…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Clips as a l&amp;ist</source>
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
        <source>Cut the clip in two; what was spoken is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>De&amp;lete clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Delete and &amp;close up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Delete the selected clips and let what follows move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Delete the selected clips and their text; undo brings them back</source>
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
        <source>Export t&amp;he timeline…</source>
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
        <source>For a speaker, effects, audio or the original sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Generate the &amp;book…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Generate with d&amp;ynamic duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Generate with fi&amp;xed duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Give the chapter another title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Give the timeline &amp;up</source>
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
        <source>Import a sc&amp;ript…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Join the selected chapters into one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Join the selected neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Keep the paragraph being heard in view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Lay the chapter out by the pause rules again; its text and takes stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Lay the chapter out in time, for music, effects and exact places</source>
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
        <source>Make a sound from a description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Make a voice from a description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Make a voice of recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Make a voiceover of a table (CSV) or subtitles</source>
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
        <source>Mar&amp;ker at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Mark the place with a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Most of the window for the timeline</source>
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
        <source>Name a stretch of time, to loop or to export alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Ne&amp;xt chapter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>New &amp;voiceover…</source>
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
        <source>Open the chapter as a &amp;timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Open the chapter as a timeline first</source>
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
        <source>Play from the playhead, or pause</source>
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
        <source>Put a copy behind the selected clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Put music or any recording on the timeline</source>
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
        <source>Regi&amp;on of the selection</source>
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
        <source>Search thousands of voices, hear and compare them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>See and change every shortcut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>See who speaks in the book, and with which voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>See your own voices, favourites and collections</source>
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
        <source>Show or hide the timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Show or hide the voices</source>
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
        <source>Show the clips as a table, or on the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Slo&amp;wer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Speak every clip that has no take or a stale one</source>
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
        <source>Speak the selected clips; each takes the length of its speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Speak the selected clips; the speech is fitted to their length</source>
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
        <source>Text in the middle, chapters and jobs beside it</source>
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
        <source>Tim&amp;eline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Title, author, language of the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Train a voice with half an hour or more of recordings</source>
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
        <source>Voice &amp;library…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Workspace: &amp;book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Workspace: ti&amp;meline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Write the audiobook's files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/actions.py"/>
        <source>Write the mix, stems, clips or the timing</source>
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
    <message numerus="yes">
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>{number} credits</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
    <name>AttributeHelper</name>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Write that</source>
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
    <name>CandidateCard</name>
    <message>
        <location filename="../../studio_app/ui/voices/design_candidates.py"/>
        <source>Hear it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_candidates.py"/>
        <source>Heard of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_candidates.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_candidates.py"/>
        <source>Voice {number}{letter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_candidates.py"/>
        <source>heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_candidates.py"/>
        <source>not heard yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CandidateList</name>
    <message>
        <location filename="../../studio_app/ui/voices/design_candidates.py"/>
        <source>Voices to choose from</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CastEditor</name>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>&amp;Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>&amp;Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>&amp;Voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>Asking what there is…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>Choose from all voices there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>Enter a key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>Library…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>Speaks {languages}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_editor.py"/>
        <source>Voice of the speaker</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CastList</name>
    <message>
        <location filename="../../studio_app/ui/voices/cast_list.py"/>
        <source>Name of the speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_list.py"/>
        <source>Narrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_list.py"/>
        <source>Speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_list.py"/>
        <source>narrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_list.py"/>
        <source>speaks nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_list.py"/>
        <source>{count} stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_list.py"/>
        <source>{count} to generate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CastPage</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>%Ln locked segments keep their take.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>%Ln more are not generated yet: {price}.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>%Ln segments are not generated yet: {price}.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>%Ln segments have a take of this voice already.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Add speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Being spoken…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Brown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Cast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Cast this voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Choose a voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Copy the cast of another project…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Its speakers stand here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>More about this speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Narrates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>No project is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Nothing is generated yet; nothing becomes stale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Olive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Pink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Purple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Put the cursor into the paragraph you want to hear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Remove, and give the words to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Teal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>The narrator cannot be removed; let somebody else narrate first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>This makes %Ln segments stale; to generate them anew: {price}.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>This voice costs {rate} times the usual price.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>Try on this paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Casts</name>
    <message>
        <location filename="../../studio_app/ui/shell/casts.py"/>
        <source>Copy the cast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/casts.py"/>
        <source>Copy the cast of a project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/casts.py"/>
        <source>New speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/casts.py"/>
        <source>Projects (*.lectern)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/casts.py"/>
        <source>This engine cannot be asked what it has now; try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/casts.py"/>
        <source>Who has the same name here gets their voice, the narrator that of the narrator; others are added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/casts.py"/>
        <source>“{title}” has these speakers: {names}</source>
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
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>{chosen} of {count} chapters</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
        <source>words: {count}</source>
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
    <name>ClipCards</name>
    <message>
        <location filename="../../studio_app/ui/timeline/cards.py"/>
        <source>Cards of the clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/cards.py"/>
        <source>Left and Right go from card to card, F2 or Enter writes on one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/cards.py"/>
        <source>No clips yet. Click a track twice, or press Insert, to write the first one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/cards.py"/>
        <source>Text of the clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/cards.py"/>
        <source>{number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClipList</name>
    <message>
        <location filename="../../studio_app/ui/timeline/list.py"/>
        <source>Arrows go from cell to cell, F2 or Enter edits one, Shift and the arrows select, the menu key opens more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/list.py"/>
        <source>Clips in order of time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClipModel</name>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>Change duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>Move clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>Stretch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>Stretch clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>Track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_model.py"/>
        <source>not stretched</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClipPage</name>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Change gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Fade clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Fade in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Fade out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Generate audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Generate audio (dynamic duration)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Generate audio (fixed duration)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Generate with another duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Lock clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Make dynamic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Make fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Move clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Name of the recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Prompt of the effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Sound effect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Stretch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Stretch clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Takes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>Unlock clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>What is heard fits the text and the voice. For another take, look at its takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>as recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>as spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_page.py"/>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClipVerbs</name>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Add marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Add region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Cross-fade clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Cut clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Delete clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Duplicate clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Group clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Lock clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Make dynamic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Make fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Merge clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Move clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Nudge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Put the playhead inside of the clip that is to be split.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Ripple delete clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Stretch clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Trim clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Ungroup clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/clip_verbs.py"/>
        <source>Unlock clips</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Clips</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>%Ln clips</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Being generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Dynamic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Effects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Empty clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Not generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Not read aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Nothing to say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Original sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>Voiceover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>sounds strained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>{length} not heard: the next clip is in the way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CloneDialog</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Add a recording of the voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Clone a voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Confirm that the speaker agrees.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Give the voice a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>In this one: {checks}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>In your account: ready at once, also elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Keep the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Listening to the recordings: {done} of {of}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Make the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>No voice is made yet: the list of recordings goes when this is closed; takes are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>One speaker, no music, no echo, no noise. {span} in all is best: more does not make it better. Read as you want the voice to read: it takes over the manner too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Only on this computer: the recordings go with each request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Put right what must be, or take it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>The provider will take the noise away when it makes the voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>The recordings are being looked at…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>The voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>What is said in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>What is said in it (the provider finds out where you leave it empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Where the voice is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>Who may use it: {who}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>{voice}: {recordings}, kept on this computer and sent to {engine} with each request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_dialog.py"/>
        <source>{voice}: {recordings}, sent to {engine} to be made a voice in your account.</source>
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
    <name>CompareTray</name>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Compare, {count} of {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Four voices are compared at most; take one away first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Hear my paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Hear my paragraph · {price}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Voices that are compared</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsentForm</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_consent.py"/>
        <source>I am {name}, and the voice in these recordings is mine. I want a voice to be made of them that speaks whatever it is given. I shall not use it to deceive, defraud or harm anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_consent.py"/>
        <source>I confirm this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_consent.py"/>
        <source>It is my own voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_consent.py"/>
        <source>It is somebody else's, who allowed it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_consent.py"/>
        <source>Name of the speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_consent.py"/>
        <source>The voice in these recordings is that of {name}, who knows that a voice is made of them that speaks whatever it is given, and has allowed it. I shall not use it to deceive, defraud or harm anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_consent.py"/>
        <source>Whose voice is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_consent.py"/>
        <source>Your confirmation is kept on this computer, with the day and the recordings it is about.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_consent.py"/>
        <source>Your name</source>
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
    <name>CountedText</name>
    <message>
        <location filename="../../studio_app/ui/voices/design_text.py"/>
        <source>{now} of {fewest} to {most}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_text.py"/>
        <source>{now}: {missing} more needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_text.py"/>
        <source>{now}: {over} too many</source>
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
    <name>Design</name>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Accent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Mood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Pace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Pitch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Timbre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Used for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_helper.py"/>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DesignDialog</name>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>A design is paid once, and gives several voices. Only the one you keep takes a place in your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Asking for the price…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Cast it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Describe the voice first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Design %Ln voices</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Design a voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Design it again; it may be paid twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Designing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Designing… You can close this: what is made is kept, and shown here the next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Give it a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Hear and compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Hear them, then choose the one you like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Keep this voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Keeping it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Look at the key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Make room in My voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Name of the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>No voice yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Remix it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Remix {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Say what should be different first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Take a passage of the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Text they say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>The provider could not keep this voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>The provider writes what they say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>They say this:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>What should be different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>What the candidates say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>What the voice is like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>{name} is among My voices now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>~{price}, once for all of them.</source>
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
        <source>Look for another spelling, or in another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/dialogs.py"/>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/dialogs.py"/>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/dialogs.py"/>
        <source>There is a file “{name}” already. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/kit/dialogs.py"/>
        <source>There is no “{name}” in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropField</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_drop.py"/>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_drop.py"/>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_drop.py"/>
        <source>Choose recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_drop.py"/>
        <source>Drop recordings here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_drop.py"/>
        <source>Recordings ({kinds})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_drop.py"/>
        <source>Record…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditorMenu</name>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Begin a chapter with this paragraph</source>
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
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Narrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>New speaker</source>
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
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>Spoken by</source>
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
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>{name} (narrator)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/menu.py"/>
        <source>{seconds} s</source>
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
        <source>New speaker</source>
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
    <name>EffectDialog</name>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>A heavy door falls shut in a stone hall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>As long as it needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Being made…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Generate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Generate more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>How closely it keeps to the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Its end runs into its beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Keeps to the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Made by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Sound effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>The prompt is too long; its end would be left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>These are placeholders made on this computer, to be replaced by real ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Use this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Variants are being made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>What is to be heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>free</source>
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
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>To generate the book: {characters} characters, {time}, {cost}.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
    <name>FilterBar</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>%n days' notice or more</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Accent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Any accent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Any age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Any category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Any gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Any language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Any notice period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Any sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Any use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Clear all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Filters ({count})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Good for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>High quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>In my plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Least notice period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Name, words or id of a voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Only voices that the plan of your account may use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Sounds like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Without any filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>Without {filter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>shown</source>
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
    <name>Findings</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>%n things could be better</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>%n things must be put right</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>All checks passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Clipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Convert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Even it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>One speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Peaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Remove noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Shorten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>Trim silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>could be better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>must be put right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FineSettings</name>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>Any; a number gives the same voices again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>As in the text; like en, de-AT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>Closeness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>Closeness to the description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>Finer settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>Higher follows every word, and may sound less natural.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>Loudness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_fine.py"/>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GainPoints</name>
    <message>
        <location filename="../../studio_app/ui/timeline/gain_points.py"/>
        <source>At</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gain_points.py"/>
        <source>Gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gain_points.py"/>
        <source>Gain (dB)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gain_points.py"/>
        <source>Gain of the clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gain_points.py"/>
        <source>Gain of the first point; the others move along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gain_points.py"/>
        <source>Gain point at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gain_points.py"/>
        <source>Points of the gain line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gain_points.py"/>
        <source>Remove the gain point</source>
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
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>{chosen} of {count} chapters</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>{count} words</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
    <name>Inspector</name>
    <message>
        <location filename="../../studio_app/ui/timeline/inspector.py"/>
        <source>Clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/inspector.py"/>
        <source>Clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/inspector.py"/>
        <source>Settings of what is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/inspector.py"/>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/inspector.py"/>
        <source>Track</source>
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
    <name>LevelMeter</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_level.py"/>
        <source>Clipping: step back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_level.py"/>
        <source>Good level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_level.py"/>
        <source>Level of the microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_level.py"/>
        <source>Silence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_level.py"/>
        <source>Too loud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_level.py"/>
        <source>Too quiet: come closer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Add to my voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>All providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Back to the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Cast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Clear search and filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Enter a key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Fewer words or filters find more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Find voices like a recording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Listen by pointing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Looking for voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Looking for voices…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>More like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>No voice is like that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>No voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Seen before, as of {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Space listens, Enter shows details, C compares, 1 to 4 hear the compared, Insert adds to your voices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Take out of the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>The library does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>These voices need a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Try on my paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Voice library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>Voices like {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>about {voices}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/library_page.py"/>
        <source>more than {voices}</source>
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
    <message numerus="yes">
        <location filename="../../studio_app/ui/shell/listening.py"/>
        <source>{characters} characters, {time} of speech, {cost}.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Accent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>Credits, in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Everybody: it stands in the provider's library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>Generate · ~{price}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/making.py"/>
        <source>Leave them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Only this account</source>
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
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Sounds</source>
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
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Used for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Whoever has its address</source>
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
    <name>MakingPage</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Asking whether the voice is there already…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Cast it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Change the recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Choose another engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Everything is sent; the provider makes the voice…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>How far the voice is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>It is among My voices now, and can be cast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>It is kept on this computer, and its recordings go with each request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Look at the key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Look, then try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Make room in My voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Making {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Sending the recordings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>The provider could not make a voice of these recordings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>The provider learns the voice…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>The recordings may have arrived. Before anything is sent again, your account is asked for the voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>You can close this: it goes on, and the voice will be among My voices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>You stopped it. Your recordings are still here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>{name} can speak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>{name} was not made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_making.py"/>
        <source>{sent} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MarksPage</name>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Add marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>At</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Change marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Change neighbour rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Change region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Go there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Least gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Least gap between clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Loop the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Marker at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Markers and regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Move all that follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Neighbours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>No markers yet. M puts one where the playhead is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>On all tracks together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Remove marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Shorten the gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>Stop and warn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>When a clip would run into the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/marks_page.py"/>
        <source>When a dynamic clip would run into the next</source>
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
        <source>&amp;Timeline</source>
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
    <message>
        <location filename="../../studio_app/ui/shell/menus.py"/>
        <source>V&amp;oices</source>
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
    <name>Meters</name>
    <message>
        <location filename="../../studio_app/ui/timeline/meters.py"/>
        <source>It was too loud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/meters.py"/>
        <source>Levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/meters.py"/>
        <source>Loudness {short} now, {whole} in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/meters.py"/>
        <source>Peak {left} left, {right} right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/meters.py"/>
        <source>RMS {level}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MinePage</name>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Add voices from the library, make them favourites, or make a new voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>All collections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>All providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>As of {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Ask the providers again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Asking for your voices…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Asking the providers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Cast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Delete for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Delete the collection “{name}”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Delete “{name}” at {engine} for good?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Find in my voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>From a description…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>From recordings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Go on with the training…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>It speaks in: {projects}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Its voices stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Make it a favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>My voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>New voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>No longer a favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>No voices of your own yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>None of your voices is like that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Nothing more can be spoken with it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Only favourites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Others like it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Professional clone…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Rename or delete this collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Rename the collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Space listens, Enter shows details, Insert makes a favourite, Delete takes the voice out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Speaks in: {projects}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Take out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Take out…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Take “{name}” out of your voices?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Try on my paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>Voices used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>What was generated with it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>{engine}: {used} of {most} voices, {left} left</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>{engine}: {used} voices</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>{used} of {most} professional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>{voice}, who speaks for {speaker}, goes on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>{voice}, who speaks for {speaker}, is gone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MiniMap</name>
    <message>
        <location filename="../../studio_app/ui/timeline/minimap.py"/>
        <source>The whole timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/minimap.py"/>
        <source>The whole timeline. Click or drag to go there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/offers.py"/>
        <source>the selection, %Ln paragraphs</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
    <name>OwnFields</name>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>Call it so at {engine}, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>Collections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>New collection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>Save there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>What you call it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>What {engine} tells of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>Who may use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>Your note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>Your tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/own_fields.py"/>
        <source>calm, old sailor, book 2</source>
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
    <name>Pointer</name>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas_pointer.py"/>
        <source>Change gain</source>
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
    <name>Professional</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Is being trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Not begun yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Show that it is your voice: read a text aloud.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Somebody at the provider looks at your request. That may take some days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Speakers not looked for yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Speakers told apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Telling the speakers apart…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>The provider trains the voice. That takes some hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>The speakers could not be told apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Trained: it can speak</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Training failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Verify that it is your voice first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>Waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>in training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>is being reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>needs recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>ready to be trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>to be verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_words.py"/>
        <source>training failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfessionalDialog</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>A professional clone learns a voice from half an hour of recordings at the least, two to three hours for the best result. It must be your own voice: you will read a text aloud to show it. Training takes some hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Asking {engine}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Confirm that the speaker agrees.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Give the voice a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Go on with a voice that was begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Language of the recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Look at the key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Make room in My voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Professional clone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Recordings are being sent. You can go on meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>The upload of {names} was cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>The voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_dialog.py"/>
        <source>Verification</source>
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
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>{count} words</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
    <name>Reading</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>The ferry left at a quarter past six, while the town was still asleep. I had the whole upper deck to myself, with a paper cup of coffee and a blanket that smelled of diesel. Behind us the lights went out, one street after the other; ahead there was nothing but grey water and a thin, bright line where the sky began.

"You're early," said the captain. "Nobody crosses in this weather unless they have to." Did I have to? I thought of the letter in my pocket, twelve lines long, and of the house on the far shore. It had been empty for nineteen years. Somebody, it seemed, had lit a fire in it last night.

Oh, I was not afraid! I was curious, and a little ashamed of how much I hoped. So I pulled the blanket tighter, counted the buoys as they came out of the mist, and waited, quite calmly, for the shape of the island to rise.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recasting</name>
    <message>
        <location filename="../../studio_app/ui/shell/recasting.py"/>
        <source>billed {cost}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordPanel</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Delete {take}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>No microphone was found. Plug one in, and look again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>No take yet. Read in a quiet room, a hand's breadth from the microphone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Recording in {seconds} … press to cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Something to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Take {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>The recording is removed from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>{span} in all is best.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecordingList</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_recordings.py"/>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_recordings.py"/>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_recordings.py"/>
        <source>Recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_recordings.py"/>
        <source>Recordings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_recordings.py"/>
        <source>Take the chosen recordings away (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_recordings.py"/>
        <source>being changed…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/clone_recordings.py"/>
        <source>%n recordings, {length} in all</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>{low} to {high} min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Ruler</name>
    <message>
        <location filename="../../studio_app/ui/timeline/ruler.py"/>
        <source>Drag to hear what is there, with Shift to loop a stretch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/ruler.py"/>
        <source>Move mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/ruler.py"/>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SamplesPage</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>Recordings, of what training needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>Remove background noise from what is added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>That is as much as makes the best voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>That is enough to train with; {best} and more give the best voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>Training needs {least} at the least; {best} and more give the best voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>{known}, and some of unknown length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>{length} of recordings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ScriptDialog</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>%Ln lines</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>%Ln of them have times</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>(nobody named)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>A table has a speaker and a line in each row, and perhaps two times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Another file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Frames a second, for times with frames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Import a script</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Leave out the %Ln lines that cannot be read</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Lines of the script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Next error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Speakers, each on a track of their own: {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>There is no line in this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>This file cannot be read as a script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>no times: lengths are estimated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>{names} and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>{rate} fps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Scripts</name>
    <message>
        <location filename="../../studio_app/ui/shell/scripts.py"/>
        <source>A chapter of this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/scripts.py"/>
        <source>A new project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/scripts.py"/>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/scripts.py"/>
        <source>Import a script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/scripts.py"/>
        <source>Lectern projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/scripts.py"/>
        <source>New voiceover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/scripts.py"/>
        <source>Scripts and subtitles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/scripts.py"/>
        <source>Voiceover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/scripts.py"/>
        <source>Where does the script go?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <location filename="../../studio_app/ui/kit/controls.py"/>
        <source>Empty the field</source>
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
    <name>Sentences</name>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>A clip can only be split inside of it; put the playhead there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline_change.py"/>
        <source>A clip cannot begin before the start of the timeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline_change.py"/>
        <source>A clip that this would change is locked; unlock it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>A group has at least two clips; choose more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/script.py"/>
        <source>A line of the script cannot be read; the first is line {number}. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/mix.py"/>
        <source>A mix is mono or stereo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/epub.py"/>
        <source>A page of this book is no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/cast.py"/>
        <source>A paragraph of it is locked; unlock first to change who speaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/decode.py"/>
        <source>A recording breaks off in the middle of a sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/decode.py"/>
        <location filename="../../studio_app/audio/incoming.py"/>
        <source>A recording cannot be decoded; it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/decode.py"/>
        <source>A recording holds no sound; it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/media.py"/>
        <source>A recording is not in the project any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/decode.py"/>
        <source>A recording is not what its entry in the project says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/unrolled.py"/>
        <source>A recording is shorter than it was when it was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/decode.py"/>
        <source>A recording is stored in a way this version does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/mix.py"/>
        <source>A recording lies outside the mix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/recording.py"/>
        <source>A recording runs already; stop it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>A region ends behind its start; drag it wider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/stems.py"/>
        <source>A region has to end behind its beginning; choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/preview.py"/>
        <source>A sample that was kept is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/scripts.py"/>
        <source>A script holds one chapter; name it with --chapters, as lectern info counts them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/cast.py"/>
        <source>A speaker needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/store/failures.py"/>
        <source>A text or a number cannot be stored: it holds half a character, or is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/timecode.py"/>
        <source>A time before the start cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/timecode.py"/>
        <source>A time cannot be before the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>A track gives way by 0 to {most:g} dB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>A track gives way over 0 to {most} milliseconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/cloning.py"/>
        <source>A voice needs a name and at least one recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/design.py"/>
        <location filename="../../studio_app/session/professional.py"/>
        <source>A voice needs a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/cloning.py"/>
        <source>A voice needs a name. Give it one and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/cloning.py"/>
        <source>A voice needs at least one recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>A voiceover track speaks itself; only other tracks give way to speech.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/mix.py"/>
        <source>A window outside the recording was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/answer.py"/>
        <source>An answer came damaged and cannot be played; try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/design.py"/>
        <source>An earlier design like this was cut off and may have been billed; it is not asked for again unasked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/effects.py"/>
        <source>An earlier request for this sound was cut off and may have been billed; it is not sent again unasked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/store/accounts.py"/>
        <source>An earlier request for this text may have been billed; it is not sent again unasked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/rescue.py"/>
        <source>An earlier request for this text was cut off and may have been billed; it is not sent again unasked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/rescue.py"/>
        <source>An earlier request for this text was sent with another account and may have been billed to it; it is not sent again unasked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>An effect is at most {seconds} seconds long; its influence goes from 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/pipeline.py"/>
        <source>An encoder failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>Another program is writing {name}; let it finish, or choose another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>Clips on this track cannot overlap; put one of them on a track of effects or audio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>Clips that cross-fade cannot be merged; move them apart first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/cloning.py"/>
        <source>Confirm first that the person who speaks agrees to have this voice made; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/live.py"/>
        <source>ElevenLabs could not be reached. Check the connection to the internet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/calls.py"/>
        <source>ElevenLabs did not say what it made. Look at your voices before you try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/library.py"/>
        <source>ElevenLabs does not tell anything of this voice. Choose another voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/professional.py"/>
        <source>ElevenLabs gave no picture of the text to read. Try again, or ask for a review by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/professional.py"/>
        <source>ElevenLabs gave no recording of this speaker. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/library.py"/>
        <source>ElevenLabs gave no recording of this voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/effects.py"/>
        <source>ElevenLabs gives this account no effects in a format Lectern reads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/design.py"/>
        <source>ElevenLabs gives this account no recordings in a format Lectern reads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/live.py"/>
        <source>ElevenLabs is too busy for another voice at once. Wait a little and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/library.py"/>
        <source>ElevenLabs keeps no tags of voices and shares them only on its own site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/live.py"/>
        <source>Fish Audio could not be reached. Check the connection to the internet, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/cloning.py"/>
        <source>Fish Audio did not say which voice it made of the recordings; look among your voices before you try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/design.py"/>
        <source>Fish Audio does not change a voice by a description; design a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/calls.py"/>
        <source>Fish Audio does not list its voices as it should; try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/calls.py"/>
        <source>Fish Audio does not list its voices in this way; check the address of the account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/library.py"/>
        <source>Fish Audio does not look for voices by how they sound; search by name or language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/engine.py"/>
        <source>Fish Audio does not say what credit is left; look at fish.audio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/calls.py"/>
        <source>Fish Audio does not tell of this voice as it should; try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/calls.py"/>
        <source>Fish Audio has no such voice; choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/voices.py"/>
        <source>Fish Audio has no such voice; list the voices, or give the id of one from fish.audio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/refusals.py"/>
        <source>Fish Audio has too many requests of this account; wait a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/engine.py"/>
        <source>Fish Audio keeps no history, so nobody can tell whether this was billed; it is sent again only if you say so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/library.py"/>
        <source>Fish Audio keeps no list of added voices: each can be cast at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/library.py"/>
        <source>Fish Audio keeps tags in place of labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/design.py"/>
        <source>Fish Audio sent no voice that can be heard. The design may have been billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/answers.py"/>
        <source>Fish Audio sent something that is no speech. It may have been billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/answers.py"/>
        <source>Fish Audio stopped in the middle. It may have been billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/recorder.py"/>
        <source>Generating was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/store/shelf.py"/>
        <source>Give the collection a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/my_voices.py"/>
        <source>Give the voice a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/mobi.py"/>
        <source>Kindle books need calibre: install it from calibre-ebook.com, or convert the book to EPUB, and import again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/script.py"/>
        <source>Line {number} has no start or no end, which subtitles need. Generate it first, or export a table (CSV).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/script.py"/>
        <source>Line {number} of the script lies beyond the end of the longest timeline there can be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/library.py"/>
        <source>No engine that can be had compares voices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/script.py"/>
        <source>No line of the script can be read. Correct it, then import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/work.py"/>
        <source>No project is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/sample_fix.py"/>
        <source>No speech is heard in this recording.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/voices.py"/>
        <source>None of the known voices of Fish Audio speaks the language of this text; choose a voice at fish.audio and give its id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>Nothing can be written to the folder “{folder}”; choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/export.py"/>
        <source>Nothing is generated yet; run lectern generate first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/sample_fix.py"/>
        <source>Nothing is left of this recording; keep more of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/sounds.py"/>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>Nothing would be left of the clip; delete it instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/export.py"/>
        <source>One file holds one timeline; choose its chapter, or give a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/cli/wishes.py"/>
        <source>One file per chapter needs a folder for OUT, not a file name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/following.py"/>
        <source>One of these chapters has a timeline; open the first as a timeline too, or remove the others' first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>Only a voiceover track has a speaker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/book.py"/>
        <source>Only chapters that stand next to each other can be joined; choose two or more in a row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>Only clips on a track of effects or audio are generated from a prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>Only clips that are neighbours on one track can be merged; choose two or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>Only two neighbours on one track can cross-fade; choose them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/reading.py"/>
        <source>Only web pages with an address that begins with http or https, and files on this machine, can be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/mix.py"/>
        <source>Only what lies on a track can be fitted to a length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/timeline.py"/>
        <source>Open this chapter as a timeline first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/keys.py"/>
        <source>Paste a key first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/effects.py"/>
        <location filename="../../studio_app/speech/local/effects.py"/>
        <source>Say in a few words what is to be heard, then generate again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/engine.py"/>
        <source>Several recordings in the ElevenLabs history may be the lost one; look there before you generate again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/voices.py"/>
        <source>Several voices of Fish Audio have this name; give the id of the one that is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/laying.py"/>
        <source>Something on the timeline is locked; unlock it to remove the timeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/jobs/stop.py"/>
        <source>Stopped. What is done is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/cli/main.py"/>
        <source>Stopped. What is done is kept; the same command goes on from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/design.py"/>
        <source>That design is no longer here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>That track holds clips of another kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/flac.py"/>
        <source>The FLAC encoder failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/mp3.py"/>
        <source>The MP3 encoder gave a stream that cannot be joined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/riff.py"/>
        <source>The WAV file could not be tagged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/addresses.py"/>
        <source>The address of a provider begins with https://; plain http:// is for this machine only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/addresses.py"/>
        <source>The address of a provider is plain: https:// and a name, with no password and no question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/addresses.py"/>
        <source>The address of a proxy looks like http://proxy.example:8080.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/hearing.py"/>
        <source>The answer of ElevenLabs came damaged and cannot be used, but may have been billed. Nothing is sent again before that is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/calls.py"/>
        <source>The answer of ElevenLabs cannot be read, but it may have done what was asked. Look before you try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/answers.py"/>
        <source>The answer of Fish Audio broke off. It may have been billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/store/failures.py"/>
        <source>The change does not fit what the project holds; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/book.py"/>
        <source>The chapter begins here already; choose a paragraph further down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/book.py"/>
        <source>The chapter ends here already; choose a place further up, or add a chapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/laying.py"/>
        <source>The chapter has a timeline already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/sounds.py"/>
        <source>The clip cannot be cut there: there is no sound to divide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/sounds.py"/>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>The clip is too short to hold its speech; make it longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>The clips are too short for this crossfade; make it shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/live.py"/>
        <source>The connection to ElevenLabs broke while it spoke. Check the network, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/live.py"/>
        <source>The connection to Fish Audio broke in the middle. It may have been billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/riff.py"/>
        <source>The cover is too large for a WAV file of this length; choose a smaller one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/picture.py"/>
        <source>The cover must be a JPEG or PNG picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/picture.py"/>
        <source>The cover picture cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/picture.py"/>
        <source>The cover picture has more than 16 MB; make it smaller and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/design.py"/>
        <source>The designed voices did not arrive whole, though they may have been paid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/pipeline.py"/>
        <source>The disk cannot hold a file this large; export in chapters or elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/pipeline.py"/>
        <source>The disk is full. Make room and start the export again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/sample_fix.py"/>
        <source>The disk is full. Make room and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/word.py"/>
        <source>The document was refused because it declares entities, which no word processor writes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>The export needs {needed} and “{folder}” has room for {free}. Make room and start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/pipeline.py"/>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>The export was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/find.py"/>
        <source>The expression asks for too much memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/find.py"/>
        <source>The expression cannot be used: it asks for too much.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/find.py"/>
        <source>The expression cannot be used: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/find.py"/>
        <source>The expression takes too long. Make it simpler: repetitions inside repetitions are the usual cause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/archive.py"/>
        <location filename="../../studio_app/importers/reading.py"/>
        <source>The file cannot be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/formats.py"/>
        <location filename="../../studio_app/importers/script.py"/>
        <source>The file cannot be opened. Check that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/script.py"/>
        <source>The file cannot be written. Check the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/store/mediafiles.py"/>
        <source>The file could not be kept in the project. Make room on the disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/reading.py"/>
        <source>The file could not be read to its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/store/project_file.py"/>
        <source>The file is not the one that was added; it was changed since. Add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/markup.py"/>
        <source>The file was refused because a tag in it has hundreds of attributes, as in files made to exhaust a reader.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script.py"/>
        <source>The file was refused because it has more lines than any real script needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script.py"/>
        <source>The file was refused because it has more speakers than any real script needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/markup.py"/>
        <source>The file was refused because it holds a so-called entity bomb, made to exhaust the memory of its reader.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/archive.py"/>
        <source>The file was refused because it holds paths that lead out of it, which no honest book does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/epub.py"/>
        <location filename="../../studio_app/importers/package.py"/>
        <source>The file was refused because it names files outside of itself, which no honest book does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/archive.py"/>
        <source>The file was refused because it unpacks to far more than any real book holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/archive.py"/>
        <source>The file was refused because its parts lie inside each other, as in files made to exhaust a reader.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script_csv.py"/>
        <source>The first line of a script table names its columns: speaker,line or speaker,line,start_time,end_time. Add it, then import the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>The folder “{folder}” cannot be made because a file is in its place; choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>The gap between clips cannot be below 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>The height of a track goes from {low:g} to {high:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/traffic/network.py"/>
        <source>The key holds characters that no key has. Copy it again from the provider's page and put it into Preferences › Accounts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/keys.py"/>
        <source>The keyring of this computer does not answer. Try again, or choose a key file in Preferences › Accounts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/keys.py"/>
        <source>The keyring of this computer is locked. Unlock it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/autosave.py"/>
        <source>The last changes could not be saved. They are kept in the window; save a copy before closing it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/store/accounts.py"/>
        <source>The ledger holds no such open request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script_subtitles.py"/>
        <source>The line does not end after it starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/pool.py"/>
        <source>The local engine could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/pool.py"/>
        <source>The local engine gave an answer that makes no sense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/pool.py"/>
        <source>The local engine has been closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/voices.py"/>
        <source>The local engine has no voices; install Lectern again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/pool.py"/>
        <source>The local engine is not there or damaged; install Lectern again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/pool.py"/>
        <source>The local engine lost one of its voices; choose another, or install Lectern again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/engine.py"/>
        <source>The local engine's data is not there; install Lectern again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/engine.py"/>
        <source>The lost recording is in your ElevenLabs history, but did not come. Try again in a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/capture.py"/>
        <source>The microphone cannot be used now: another program may have it, or the system does not let Lectern use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/capture.py"/>
        <source>The microphone gives no sound. Look whether it is switched on, and whether the system lets Lectern use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/names.py"/>
        <source>The name template cannot hold a slash: it names files, not folders.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/names.py"/>
        <source>The name template cannot use {field}; it can use {listed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/names.py"/>
        <source>The name template has a brace too many or too few; it can use {listed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/web.py"/>
        <source>The page came too slowly. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>The pan of a track goes from {low:g} to {high:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/work.py"/>
        <source>The paragraph is locked; unlock it to make another take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/takes.py"/>
        <location filename="../../studio_app/session/work.py"/>
        <source>The paragraph is locked; unlock it to use another take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/sounds.py"/>
        <source>The recording has no more sound there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/store/recordings.py"/>
        <source>The recording that was to be divided is gone. Generate it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/cloning.py"/>
        <source>The recordings are no longer here; choose them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/stems.py"/>
        <source>The region begins behind the end of the timeline; choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/find.py"/>
        <source>The replacement is not understood at {what}; write \\ for a backslash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/preview.py"/>
        <source>The sample of this voice cannot be played; it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/preview.py"/>
        <source>The sample of this voice holds no sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/preview.py"/>
        <source>The sample of this voice is silent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/cli/benches/queue.py"/>
        <source>The server of the bench failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/effects.py"/>
        <source>The sound effect did not arrive whole, though it may have been paid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/media.py"/>
        <source>The sound in this file is coded in a way nobody here knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/media.py"/>
        <source>The sound in this file is of a kind nobody could hear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script_csv.py"/>
        <source>The table has a column end_time but none start_time. Add it, then import the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>The tags of {name} could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script_subtitles.py"/>
        <source>The text is far too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/find.py"/>
        <source>The text to find is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline_change.py"/>
        <location filename="../../studio_app/ui/timeline/times.py"/>
        <source>The timeline cannot be as long as that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script_subtitles.py"/>
        <source>The times cannot be read. Write them as 00:00:01,000 --&gt; 00:00:02,500.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>The track is locked; unlock it to cast another voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline_change.py"/>
        <source>The track is locked; unlock it to change its clips.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline_change.py"/>
        <source>The track is locked; unlock it to put clips on it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>The track is locked; unlock it to remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/following.py"/>
        <source>The track of this paragraph is locked; unlock it on the timeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>The tracks of these clips are gone; choose where to paste them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/professional.py"/>
        <source>The upload broke off and did not arrive. Nothing is lost: try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/once.py"/>
        <source>The upload broke off, and no voice of it is with the provider. Nothing is lost: try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/voices.py"/>
        <source>The voices of this ElevenLabs account are not known: there was no connection, or the key may not list them. Name a voice by its id, or try again with a connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/shelf.py"/>
        <source>The voices of this computer are not compared with recordings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/shelf.py"/>
        <source>The voices of this computer cannot be changed; give them a name and tags of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/shelf.py"/>
        <source>The voices of this computer cannot be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/shelf.py"/>
        <source>The voices of this computer need not be added: each can be cast at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>The volume of a track goes from {low:g} to {high:g}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script_subtitles.py"/>
        <source>There are fewer fields here than the format line names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script.py"/>
        <source>There are no lines in this script.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>There are other clips between these; choose neighbours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>There is a file called “{name}” in “{folder}” already; choose another place, or have it replaced (--force).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/script.py"/>
        <source>There is a file named {name} already. Choose another name, or let it be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>There is a folder called {name} where a file is to be written; rename one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/book.py"/>
        <source>There is a locked paragraph in what would be removed; unlock it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/cast.py"/>
        <source>There is a speaker called {name} already; choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/sources.py"/>
        <source>There is music or film sound here that this mix cannot open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/scripts.py"/>
        <source>There is no chapter to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/timecode.py"/>
        <source>There is no frame {frame}: at {rate} frames per second they go to {last}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/script.py"/>
        <source>There is no line in the script that can be imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/script.py"/>
        <source>There is no line to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/neighbours.py"/>
        <source>There is no room for this speech before the next clip; let what follows move, or move it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/reading.py"/>
        <source>There is no room on the disk for a temporary copy of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/script.py"/>
        <source>There is no room on the disk for this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/media.py"/>
        <source>There is no sound in an empty file. Choose an audio file or a film.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/media.py"/>
        <source>There is no sound in this file. Choose an audio file or a film.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/accounts.py"/>
        <source>There is no such account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/store/shelf.py"/>
        <source>There is no such collection any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/cast.py"/>
        <source>There is no such colour for speakers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/timecode.py"/>
        <source>There is no such frame: {rate} leaves this number out. Use frame {frame}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/cloning.py"/>
        <location filename="../../studio_app/session/professional.py"/>
        <source>There is no such voice to go on with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/pdf.py"/>
        <source>There is no text in this PDF but headers and page numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/pdf.py"/>
        <source>There is no text in this PDF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/mobi.py"/>
        <source>There is no text in this book.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/epub.py"/>
        <source>There is no text in this book. It may be made of pictures only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/word.py"/>
        <source>There is no text in this document.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/reading.py"/>
        <location filename="../../studio_app/importers/text.py"/>
        <source>There is no text in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/html.py"/>
        <source>There is no text in this page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/timeline.py"/>
        <source>There is no track that far up or down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/timeline.py"/>
        <source>There is nothing to generate: write a text on a clip that is not locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/audition.py"/>
        <source>There is nothing to say in this paragraph; choose another one to hear a voice with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/epub.py"/>
        <source>This EPUB is damaged: it names no pages. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/epub.py"/>
        <source>This EPUB is damaged: none of its pages can be read. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/mobi.py"/>
        <source>This Kindle book is cut short. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/mobi.py"/>
        <source>This Kindle book is damaged: its parts cannot be found. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/mobi.py"/>
        <source>This Kindle book is protected (DRM), so it cannot be read. Import a copy without protection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/pdf.py"/>
        <source>This PDF holds more on one page than any book does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/pdf.py"/>
        <source>This PDF holds only pictures of pages. Run it through text recognition (OCR) first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/pdf.py"/>
        <source>This PDF is damaged and cannot be opened. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/pdf.py"/>
        <source>This PDF is damaged: none of its pages can be read. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/pdf.py"/>
        <source>This PDF is protected with a password. Save it without one and import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/engine.py"/>
        <source>This account leaves nothing with ElevenLabs (zero retention), so a lost answer cannot be fetched again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/web.py"/>
        <source>This address does not lead to a web page with text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/web.py"/>
        <source>This address leads to a file, not to a web page. Download it and import the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/web.py"/>
        <source>This address names no site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/epub.py"/>
        <source>This book is protected (DRM), so its text cannot be read. Use a copy without protection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/timeline_player.py"/>
        <source>This chapter is not open as a timeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/keys.py"/>
        <source>This computer has no keyring to keep a key in. Choose a key file in Preferences › Accounts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/accounts.py"/>
        <source>This computer has no keyring to keep keys in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/word.py"/>
        <source>This document is damaged: its text cannot be read. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/formats.py"/>
        <source>This document is protected with a password. Save it without one and import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/cloning.py"/>
        <source>This engine clones no voices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/design.py"/>
        <source>This engine designs no voices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/effects.py"/>
        <source>This engine makes no sound effects. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/cloning.py"/>
        <source>This engine makes no voices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/cloning.py"/>
        <source>This engine takes no recordings with its requests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/professional.py"/>
        <source>This engine trains no professional clones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/traffic/line.py"/>
        <source>This engine was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/markup.py"/>
        <source>This file cannot be read: its parts are nested too deeply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/formats.py"/>
        <source>This file is a damaged archive: its list of contents cannot be read. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/reading.py"/>
        <source>This file is damaged or made in a way that cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/archive.py"/>
        <source>This file is damaged: a part of it cannot be unpacked. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/archive.py"/>
        <source>This file is damaged: its list of contents cannot be read. Try to get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/formats.py"/>
        <location filename="../../studio_app/importers/script.py"/>
        <source>This file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/word.py"/>
        <source>This file is no Word document: it has no text part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/archive.py"/>
        <source>This file is no zip archive, so it is not what its name says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/recording.py"/>
        <source>This file is none of the takes that were recorded here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/epub.py"/>
        <source>This file is not an EPUB, although its name says so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/archive.py"/>
        <source>This file is packed in a way that books are not, so it cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/archive.py"/>
        <source>This file is protected with a password, so it cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/reading.py"/>
        <source>This file needs more memory to read than there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/formats.py"/>
        <source>This is a folder, not a file. Choose the book itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/reading.py"/>
        <source>This is a folder, not a file. Choose the file itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script.py"/>
        <source>This is a folder, not a file. Choose the script itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/formats.py"/>
        <source>This is a saved web archive (MHTML). Save the page as HTML and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script.py"/>
        <source>This is a spreadsheet or an archive, not a table as text. Save it as CSV and import that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/design.py"/>
        <source>This is being designed already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/web.py"/>
        <source>This is no address of a web page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gain_points.py"/>
        <source>This is no number of decibels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/shelf.py"/>
        <source>This is no voice of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/library.py"/>
        <source>This is no voice that can speak; choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/settings/keys.py"/>
        <source>This is not a key: a key is one word of letters and digits. Copy it again from your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/timecode.py"/>
        <source>This is not a time. Write seconds (83.5), h:m:s.ms (0:01:23.500) or h:m:s:f (0:01:23:12).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/timecode.py"/>
        <source>This is not a time: minutes and seconds go to 59.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/web.py"/>
        <source>This page was refused because it is larger than any article.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/text.py"/>
        <source>This paragraph is locked; unlock it to change it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/tracks.py"/>
        <source>This place is outside of the timeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/media.py"/>
        <location filename="../../studio_app/session/waveforms.py"/>
        <source>This recording is not in the project any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/effects.py"/>
        <source>This sound is being made already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/audition.py"/>
        <source>This speaker is not in the cast any more; choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/waveforms.py"/>
        <source>This take is not in the project any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/player.py"/>
        <source>This take is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/local/pool.py"/>
        <source>This text takes too long to speak in one piece; split the paragraph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/text/timecode.py"/>
        <source>This time is too long; {hours} hours are the limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/incoming.py"/>
        <source>This voice can be heard when its recording is complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/library.py"/>
        <source>This voice is made of recordings on this computer; Fish Audio knows nothing of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/fish/engine.py"/>
        <source>This voice is made of recordings that are not on this computer; choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/speech/elevenlabs/library.py"/>
        <source>This voice is not in the library of ElevenLabs, so it cannot be added. Choose another voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/professional.py"/>
        <source>This voice was begun with another account; choose that one to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/design.py"/>
        <source>This voice was designed with another account; choose that one to keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/script.py"/>
        <source>Too many lines of this script lie over each other; correct their times, then import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/export.py"/>
        <source>Tracks, clips and regions are those of a timeline, and these chapters have none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/script_csv.py"/>
        <source>Two columns of the table have the same name. Give each its own, then import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>Two files of the export would be called {name}; change the name template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/audio/mix.py"/>
        <source>Two recordings overlap in the mix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/timeline.py"/>
        <source>What this was about is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/mobi.py"/>
        <source>calibre could not read this Kindle book.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/importers/mobi.py"/>
        <source>calibre did not come to an end with this Kindle book.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/cast.py"/>
        <source>{count:,} paragraphs of it are locked; unlock first to change who speaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/exporters/deliver.py"/>
        <source>{count} files are in the way in “{folder}”, “{name}” among them; choose another place, or have them replaced (--force).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/script.py"/>
        <source>{count} lines of the script cannot be read; the first is line {number}. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/cast.py"/>
        <source>{name} cannot keep the words and go; choose somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/media.py"/>
        <source>{name} is missing. Look for it, or put it back where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/domain/edits/cast.py"/>
        <source>{name} narrates; let somebody else narrate first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/session/media.py"/>
        <source>{name} was changed since it was added. Put back what it was, or add what it is now.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Several</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>%n chosen</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
    <name>SoundEffects</name>
    <message>
        <location filename="../../studio_app/ui/shell/sound_effects.py"/>
        <source>Effects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/sound_effects.py"/>
        <source>It was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/sound_effects.py"/>
        <source>Make a sound effect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/sound_effects.py"/>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpeakersPage</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>No sample is there yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Only needed where somebody else speaks in a sample too. Then choose whose voice it is; the rest is not learned.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>%n days ago</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
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
        <source>A voiceover: CSV, SRT…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>An article by its address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>An empty timeline</source>
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
        <source>Script</source>
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
        <source>Voiceover</source>
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
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Being generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Failed. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Generated · {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
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
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>Stale: the text or the voice changed after it was generated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/editor/state_marks.py"/>
        <source>spoken by {names}</source>
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
    <name>TakeRow</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_record.py"/>
        <source>Stop</source>
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
    <name>TimelineBar</name>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Add a track, a clip or a sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Audio file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Cards with the text of the clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Clip at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Follow the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Generate stale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Generate {clips}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>How times are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Import a script…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Lay out by the pauses again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>List of the clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Loop the selection, or all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>More about the timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Snap; Shift lets go while dragging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Sound effect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Timeline tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>To the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Track: {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Zoom to all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Zoom to all or to the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>Zoom to the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>h:m:s.ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/bar.py"/>
        <source>{rate} fps</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineCanvas</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/canvas_keys.py"/>
        <source>%Ln clips chosen</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gestures.py"/>
        <source>Change gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas.py"/>
        <source>Double-click to add a clip here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas.py"/>
        <source>Drag the edge to speak faster or slower, with Ctrl or Alt to trim.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas.py"/>
        <source>Drag the edge to trim, with Ctrl to stretch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas.py"/>
        <source>Drop a file here, or double-click.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gestures.py"/>
        <source>Fade clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gestures.py"/>
        <source>Move clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gestures.py"/>
        <source>Move clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas_keys.py"/>
        <source>No tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gestures.py"/>
        <source>Stretch clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas_keys.py"/>
        <source>The arrows go from clip to clip, Enter writes one. “Clips as a list” shows the same as a table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas.py"/>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/canvas_keys.py"/>
        <source>Track {name}, %Ln clips</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/gestures.py"/>
        <source>Trim clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas_keys.py"/>
        <source>{start} to {end}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/canvas_keys.py"/>
        <source>{track}, clip {number} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineExportDialog</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>%Ln clips are not generated; they would be missing.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>%Ln clips are stale; their last takes would be heard.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>%Ln files</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>All of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Choose the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Choose what is to be exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Clock with a comma: 00:01:23,500</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Clock: 00:01:23.500</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Each clip as a file of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Each track as a file of its own (stems)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Even loudness of the speakers, as it is heard here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Export as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Export the timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Folder for the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Form of the script</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Frames a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Frames: 00:01:23:12</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>From where to where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Generate first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>How times are written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Region: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Replace the %Ln files that are there already</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Seconds: 83.5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Stretch of time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Subtitles (ASS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Subtitles (SRT)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Subtitles (WebVTT)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Table (CSV)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>The mix, as it is heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>The timing as a script or subtitles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>What is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>unnamed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineExports</name>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_exports.py"/>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_exports.py"/>
        <source>{name} is written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineMaking</name>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_making.py"/>
        <source>Generate</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/shell/timeline_making.py"/>
        <source>Generate {count} characters for {cost}?</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_making.py"/>
        <source>What was generated before is not paid again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelineMedia</name>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_media.py"/>
        <source>Add audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_media.py"/>
        <source>Adding {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_media.py"/>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_media.py"/>
        <source>Audio and films</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_media.py"/>
        <source>Look for it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_media.py"/>
        <source>Where is {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/shell/timeline_media.py"/>
        <source>{name} and %Ln more recordings are missing: they are not heard.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timeline_media.py"/>
        <source>{name} is missing: it is not where it was, so it is not heard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TimelinePanel</name>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>A track holds the clips of one speaker, effects, or audio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Add a voiceover track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Add a voiceover track first; clips are spoken on one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Add clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Add marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Add region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Add track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>As a timeline it can have music, effects and fixed times. Its text stays the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Audio file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Import a script…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Its timeline stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Loop the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Marker here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Markers and regions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>No chapter is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>No tracks yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Open this chapter as a timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Playhead here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Region of the loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Remove marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>The timeline is being made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/panel.py"/>
        <source>“{title}” is laid out by its pauses</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Timelines</name>
    <message>
        <location filename="../../studio_app/ui/shell/timelines.py"/>
        <source>Give it up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timelines.py"/>
        <source>Give the timeline up?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timelines.py"/>
        <source>Narrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timelines.py"/>
        <source>The chapter is laid out by its pauses again. Its text and takes stay; places, music and effects go. Undo brings them back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/timelines.py"/>
        <source>The chapter is laid out…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackHead</name>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Change track volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>F2 renames the track, Alt with Up and Down moves it, the menu key opens more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>In the middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Lock track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Lock {track}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>More about {track}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Mute track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Mute {track}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Name of the track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Pan of {track}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Pan track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Rename track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Solo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Solo track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Solo {track}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Voice of {track}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>Volume of {track}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>muted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>not heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>solo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>spoken by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>{share} % to the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/head.py"/>
        <source>{share} % to the right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackHeaders</name>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Add a track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Add a track: {kind}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Add audio…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Cast track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Change track height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Colour track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Colour {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Move track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Remove the track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Remove track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Spoken by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Tracks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/headers.py"/>
        <source>Voice of the speaker…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrackPage</name>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Cast track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Change track volume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Duck track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Falls over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Gives way to speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Lock track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Mute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Mute track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Name of the track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Pan track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Pan, from −100 at the left to 100 at the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Quieter by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Rename track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Rises over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Solo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Solo track</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Spoken by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Voice of the speaker…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/track_page.py"/>
        <source>Volume</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>All is there. Training takes some hours; it goes on when this is closed, and when Lectern is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>As of {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>Begin training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>Cast it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>Model to train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>The voice is trained, and is among My voices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>This comes when there are recordings enough, and they are verified.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>Train again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>Training failed. When what is said below is put right, train again.</source>
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
    <name>TriedVoices</name>
    <message>
        <location filename="../../studio_app/ui/voices/cast_tried.py"/>
        <source>Voices that were tried</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrimEditor</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source>From, in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source>Keep all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source>Play what is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source>To, in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source>Waveform of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source>{length} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_trim.py"/>
        <source>{length}, all of it</source>
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
    <message numerus="yes">
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Last %n days</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
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
    <name>VariantCard</name>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Heard of variant {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Play variant {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>Variant {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/effect_dialog.py"/>
        <source>placeholder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Verbs</name>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Clips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Cross-fade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Delete and close up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Dynamic duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Fixed duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Generate audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Generate audio (dynamic duration)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Generate audio (fixed duration)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Lock or unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Marker at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Move a track down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Move a track up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>New clip at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Nudge back by 10 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Nudge back by a frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Nudge back by a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Nudge on by 10 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Nudge on by a frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Nudge on by a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Paste at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Play from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Play or pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Playhead to the clip before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Playhead to the next clip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Region of the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Sound effect…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Split at the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Stretch the end to the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Stretch the start to the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Takes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>To the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Trim the end to the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Trim the start to the playhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Ungroup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/verbs.py"/>
        <source>Write…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerifyPage</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>A note to them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>Another text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>Ask for a review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>Drop recordings or papers here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>Hand it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>Handing in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>Handing it in…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>I cannot read it aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>It is verified: nothing is left to do here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>Read the text in the picture aloud within the time it allows, with the voice and the microphone of the samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>Show the text to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>Somebody at the provider can look at it instead. Give them what shows that the speaker agrees: a recording in which they say so, or a signed paper. That may take some days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>The picture cannot be shown ({type}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>This comes when there are recordings enough.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceCloning</name>
    <message>
        <location filename="../../studio_app/ui/shell/voice_cloning.py"/>
        <source>Clone “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voice_cloning.py"/>
        <source>Forget it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voice_cloning.py"/>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voice_cloning.py"/>
        <source>Making the voice “{name}” was cut off. Its recordings are kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceDesign</name>
    <message>
        <location filename="../../studio_app/ui/shell/voice_design.py"/>
        <source>Design a voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voice_design.py"/>
        <source>Keep the voice “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceDetails</name>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>About the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Accent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Add to my voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Also speaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Cast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Characters in a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Close the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Copy the id of the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Gender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Good for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>High quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>In the free plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Let this voice speak for somebody in the book.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Likes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Listen in {language}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Live moderation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Made for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>More like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Notice period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Put it beside others and hear it say your paragraph; you see the price first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Recorded well enough for the best models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Samples by language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Seen by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Suggested settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>The provider checks what this voice is made to say, and may refuse it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Try on my paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>Users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>What is known of the voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>as usual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/details.py"/>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceField</name>
    <message>
        <location filename="../../studio_app/ui/voices/cast_voice.py"/>
        <source>Type a name, or drop a voice here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_voice.py"/>
        <source>Voice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceList</name>
    <message>
        <location filename="../../studio_app/ui/voices/voice_list.py"/>
        <source>Add to my voices (Insert)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/voice_list.py"/>
        <source>Listen (Space)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/voice_list.py"/>
        <source>Make it a favourite (Insert)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/voice_list.py"/>
        <source>No longer a favourite (Insert)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/voice_list.py"/>
        <source>Stop (Space)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceMaking</name>
    <message>
        <location filename="../../studio_app/ui/shell/voice_making.py"/>
        <source>Enter a key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voice_making.py"/>
        <source>Voices are made by ElevenLabs or Fish Audio: enter a key of one of them first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceModel</name>
    <message>
        <location filename="../../studio_app/ui/voices/model.py"/>
        <source>among your voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/model.py"/>
        <source>compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/model.py"/>
        <source>heard now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoiceRow</name>
    <message>
        <location filename="../../studio_app/ui/voices/row.py"/>
        <source>HQ</source>
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
    <name>VoiceTraining</name>
    <message>
        <location filename="../../studio_app/ui/shell/voice_training.py"/>
        <source>It was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voice_training.py"/>
        <source>It was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voice_training.py"/>
        <source>Upload {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Voices</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>%Ln days' notice</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>%Ln years' notice</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>A voice made at once from short recordings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>A voice made from a description.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>A voice somebody shares in the provider's library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>A voice that speaks on this computer, without a network and for nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>A voice the provider gives to everybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>A voice trained on long recordings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Cloned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Community</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/voice_menu.py"/>
        <source>Copy the id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Designed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Female</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>If its owner takes this voice back, it goes on speaking for %Ln days.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Its owner may take this voice back from one day to the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Its owner takes this voice back; it speaks until {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/voice_menu.py"/>
        <source>Listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Male</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Most characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Most users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Neutral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Only you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Professional</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Speech with this voice costs {times} times the usual credits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/voice_menu.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Trending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>Who has its address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>favourite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>high quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>in training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>no notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>taken down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>until {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{count} characters</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{count} likes</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{count} users</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{count} voices</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{kind} voice of {engine}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{times}× price</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VoicesPanel</name>
    <message>
        <location filename="../../studio_app/ui/voices/panel.py"/>
        <source>Pages of voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/panel.py"/>
        <source>Voices</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Voicing</name>
    <message>
        <location filename="../../studio_app/ui/shell/voicing.py"/>
        <source>Cast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voicing.py"/>
        <source>Find voices like this recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voicing.py"/>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voicing.py"/>
        <source>My voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voicing.py"/>
        <source>Put the cursor into the paragraph you want to hear.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voicing.py"/>
        <source>Recordings (*.wav *.mp3 *.m4a *.flac *.ogg *.opus)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/voicing.py"/>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wave</name>
    <message>
        <location filename="../../studio_app/ui/voices/wave.py"/>
        <source>End of what is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/wave.py"/>
        <source>Space plays. The arrows move the playhead. [ and ] trim there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/wave.py"/>
        <source>Start of what is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/wave.py"/>
        <source>Waveform</source>
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
    <name>Withdrawals</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/shell/withdrawals.py"/>
        <source>%Ln more voices of this project are concerned.</source>
        <translation type="unfinished"><numerusform></numerusform><numerusform></numerusform></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/withdrawals.py"/>
        <source>Others like it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/withdrawals.py"/>
        <source>Show the cast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/withdrawals.py"/>
        <source>The voice {voice} goes on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/withdrawals.py"/>
        <source>The voice {voice} is gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/withdrawals.py"/>
        <source>The voice {voice}, who speaks for {speaker}, goes on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/shell/withdrawals.py"/>
        <source>The voice {voice}, who speaks for {speaker}, is gone: nothing more can be generated with it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Bar</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_level.py"/>
        <source>Between the marks, {low} to {high} dB, is best; peaks stay below {peak} dB.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Cast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Cast {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Hear the paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Listen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>Take {name} out of the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>ready to hear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/compare.py"/>
        <source>speaks…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Coming</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>Sent of {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>Sent; the provider looks at it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>Stop sending {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>Take away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>Waits for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>{sent} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Lines</name>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>cannot be read: {why}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_ModelCard</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_training.py"/>
        <source>Training of {name}</source>
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
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>If you cannot see it, ask for a review by hand below.</source>
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
    <message>
        <location filename="../../studio_app/ui/voices/professional_verify.py"/>
        <source>The text to read aloud, a picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Rail</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_steps.py"/>
        <source>Step {number}: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_steps.py"/>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_steps.py"/>
        <source>current</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/clone_steps.py"/>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Round</name>
    <message>
        <location filename="../../studio_app/ui/voices/design_candidates.py"/>
        <source>Design {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/design_candidates.py"/>
        <source>Throw this design away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Row</name>
    <message>
        <location filename="../../studio_app/ui/voices/cast_tried.py"/>
        <source>Choose {voice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_tried.py"/>
        <source>Hear {voice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_tried.py"/>
        <source>Stop {voice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/cast_tried.py"/>
        <source>not spoken</source>
        <translation type="unfinished"></translation>
    </message>
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
    <name>_SampleCard</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Asking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Choose at least one speaker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>One speaker: nothing to choose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Only what is chosen is learned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Tell speakers apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Telling the speakers of {name} apart</source>
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
<context>
    <name>_Speaker</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Hear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Speaker {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_speakers.py"/>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_There</name>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>Remove {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../../studio_app/ui/voices/professional_samples.py"/>
        <source>noise removed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Visibility</name>
    <message>
        <location filename="../../studio_app/ui/voices/clone_about.py"/>
        <source>Who may use it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
