<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en" language="en">
<context>
    <name>Accounts</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>%Ln requests at once</source>
        <translation><numerusform>%Ln request at once</numerusform><numerusform>%Ln requests at once</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/preferences/accounts_words.py"/>
        <source>{left} credits left</source>
        <translation><numerusform>{left} credit left</numerusform><numerusform>{left} credits left</numerusform></translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>%Ln files</source>
        <translation><numerusform>%Ln file</numerusform><numerusform>%Ln files</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>%Ln problems</source>
        <translation><numerusform>%Ln problem</numerusform><numerusform>%Ln problems</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/words.py"/>
        <source>%Ln segments made</source>
        <translation><numerusform>%Ln segment made</numerusform><numerusform>%Ln segments made</numerusform></translation>
    </message>
</context>
<context>
    <name>ActivityPanel</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/panel.py"/>
        <source>Activity · %Ln</source>
        <translation><numerusform>Activity · %Ln</numerusform><numerusform>Activity · %Ln</numerusform></translation>
    </message>
</context>
<context>
    <name>Amounts</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/kit/amounts.py"/>
        <source>{number} credits</source>
        <translation><numerusform>{number} credit</numerusform><numerusform>{number} credits</numerusform></translation>
    </message>
</context>
<context>
    <name>CastPage</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>%Ln locked segments keep their take.</source>
        <translation><numerusform>%Ln locked segment keeps its take.</numerusform><numerusform>%Ln locked segments keep their take.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>%Ln more are not generated yet: {price}.</source>
        <translation><numerusform>%Ln more is not generated yet: {price}.</numerusform><numerusform>%Ln more are not generated yet: {price}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>%Ln segments are not generated yet: {price}.</source>
        <translation><numerusform>%Ln segment is not generated yet: {price}.</numerusform><numerusform>%Ln segments are not generated yet: {price}.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>%Ln segments have a take of this voice already.</source>
        <translation><numerusform>%Ln segment has a take of this voice already.</numerusform><numerusform>%Ln segments have a take of this voice already.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/cast_page.py"/>
        <source>This makes %Ln segments stale; to generate them anew: {price}.</source>
        <translation><numerusform>This makes %Ln segment stale; to generate it anew: {price}.</numerusform><numerusform>This makes %Ln segments stale; to generate them anew: {price}.</numerusform></translation>
    </message>
</context>
<context>
    <name>ChapterChoice</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>{chosen} of {count} chapters</source>
        <translation><numerusform>{chosen} of {count} chapter</numerusform><numerusform>{chosen} of {count} chapters</numerusform></translation>
    </message>
</context>
<context>
    <name>ChapterTicks</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>%Ln missing</source>
        <translation><numerusform>%Ln missing</numerusform><numerusform>%Ln missing</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/chapters.py"/>
        <source>%Ln outdated</source>
        <translation><numerusform>%Ln outdated</numerusform><numerusform>%Ln outdated</numerusform></translation>
    </message>
</context>
<context>
    <name>Clips</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/words.py"/>
        <source>%Ln clips</source>
        <translation><numerusform>%Ln clip</numerusform><numerusform>%Ln clips</numerusform></translation>
    </message>
</context>
<context>
    <name>DesignDialog</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/design_dialog.py"/>
        <source>Design %Ln voices</source>
        <translation><numerusform>Design %Ln voice</numerusform><numerusform>Design %Ln voices</numerusform></translation>
    </message>
</context>
<context>
    <name>EngineDialog</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>%Ln languages</source>
        <translation><numerusform>%Ln language</numerusform><numerusform>%Ln languages</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>%Ln segments have a take of this voice already.</source>
        <translation><numerusform>%Ln segment has a take of this voice already.</numerusform><numerusform>%Ln segments have a take of this voice already.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>%Ln takes would no longer fit; they are kept, and can be chosen again.</source>
        <translation><numerusform>%Ln take would no longer fit; it is kept, and can be chosen again.</numerusform><numerusform>%Ln takes would no longer fit; they are kept, and can be chosen again.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/engine.py"/>
        <source>To generate the book: {characters} characters, {time}, {cost}.</source>
        <translation><numerusform>To generate the book: {characters} character, {time}, {cost}.</numerusform><numerusform>To generate the book: {characters} characters, {time}, {cost}.</numerusform></translation>
    </message>
</context>
<context>
    <name>ErrorLine</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>and %Ln more</source>
        <translation><numerusform>and %Ln more</numerusform><numerusform>and %Ln more</numerusform></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>%Ln files</source>
        <translation><numerusform>%Ln file</numerusform><numerusform>%Ln files</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>%Ln of these files are in “{folder}” already.</source>
        <translation><numerusform>%Ln of these files is in “{folder}” already.</numerusform><numerusform>%Ln of these files are in “{folder}” already.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>%Ln segments are not generated; they would be missing from the audio.</source>
        <translation><numerusform>%Ln segment is not generated; it would be missing from the audio.</numerusform><numerusform>%Ln segments are not generated; they would be missing from the audio.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/export/dialog.py"/>
        <source>%Ln segments no longer fit their text; their last takes would be heard.</source>
        <translation><numerusform>%Ln segment no longer fits its text; its last take would be heard.</numerusform><numerusform>%Ln segments no longer fit their text; their last takes would be heard.</numerusform></translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>%n days' notice or more</source>
        <translation><numerusform>%n day's notice or more</numerusform><numerusform>%n days' notice or more</numerusform></translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>%n things could be better</source>
        <translation><numerusform>One thing could be better</numerusform><numerusform>%n things could be better</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/clone_findings.py"/>
        <source>%n things must be put right</source>
        <translation><numerusform>One thing must be put right</numerusform><numerusform>%n things must be put right</numerusform></translation>
    </message>
</context>
<context>
    <name>GenerateQuestion</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/question.py"/>
        <source>%Ln segments are there already and are kept.</source>
        <translation><numerusform>%Ln segment is there already and is kept.</numerusform><numerusform>%Ln segments are there already and are kept.</numerusform></translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>and %Ln more</source>
        <translation><numerusform>and %Ln more</numerusform><numerusform>and %Ln more</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>{chosen} of {count} chapters</source>
        <translation><numerusform>{chosen} of {count} chapter</numerusform><numerusform>{chosen} of {count} chapters</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/preview.py"/>
        <source>{count} words</source>
        <translation><numerusform>{count} word</numerusform><numerusform>{count} words</numerusform></translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/activity/row.py"/>
        <source>and %Ln other kinds of problems</source>
        <translation><numerusform>and %Ln other kind of problem</numerusform><numerusform>and %Ln other kinds of problems</numerusform></translation>
    </message>
</context>
<context>
    <name>Listening</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/shell/listening.py"/>
        <source>{characters} characters, {time} of speech, {cost}.</source>
        <translation><numerusform>{characters} character, {time} of speech, {cost}.</numerusform><numerusform>{characters} characters, {time} of speech, {cost}.</numerusform></translation>
    </message>
</context>
<context>
    <name>MinePage</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>{engine}: {used} of {most} voices, {left} left</source>
        <translation><numerusform>{engine}: {used} of {most} voice, {left} left</numerusform><numerusform>{engine}: {used} of {most} voices, {left} left</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/mine_page.py"/>
        <source>{engine}: {used} voices</source>
        <translation><numerusform>{engine}: {used} voice</numerusform><numerusform>{engine}: {used} voices</numerusform></translation>
    </message>
</context>
<context>
    <name>Offers</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/generate/offers.py"/>
        <source>the selection, %Ln paragraphs</source>
        <translation><numerusform>the selection, %Ln paragraph</numerusform><numerusform>the selection, %Ln paragraphs</numerusform></translation>
    </message>
</context>
<context>
    <name>ProjectCard</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>{count} words</source>
        <translation><numerusform>{count} word</numerusform><numerusform>{count} words</numerusform></translation>
    </message>
</context>
<context>
    <name>Recordings</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/clone_recordings.py"/>
        <source>%n recordings, {length} in all</source>
        <translation><numerusform>One recording of {length}</numerusform><numerusform>%n recordings, {length} in all</numerusform></translation>
    </message>
</context>
<context>
    <name>ScriptDialog</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>%Ln lines</source>
        <translation><numerusform>%Ln line</numerusform><numerusform>%Ln lines</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>%Ln of them have times</source>
        <translation><numerusform>%Ln of them has times</numerusform><numerusform>%Ln of them have times</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/script_dialog.py"/>
        <source>Leave out the %Ln lines that cannot be read</source>
        <translation><numerusform>Leave out the line that cannot be read</numerusform><numerusform>Leave out the %Ln lines that cannot be read</numerusform></translation>
    </message>
</context>
<context>
    <name>Several</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/filters.py"/>
        <source>%n chosen</source>
        <translation><numerusform>%n chosen</numerusform><numerusform>%n chosen</numerusform></translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/start/page.py"/>
        <source>%n days ago</source>
        <translation><numerusform>%n day ago</numerusform><numerusform>%n days ago</numerusform></translation>
    </message>
</context>
<context>
    <name>TimelineCanvas</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/canvas_keys.py"/>
        <source>%Ln clips chosen</source>
        <translation><numerusform>%Ln clip chosen</numerusform><numerusform>%Ln clips chosen</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/canvas_keys.py"/>
        <source>Track {name}, %Ln clips</source>
        <translation><numerusform>Track {name}, %Ln clip</numerusform><numerusform>Track {name}, %Ln clips</numerusform></translation>
    </message>
</context>
<context>
    <name>TimelineExportDialog</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>%Ln clips are not generated; they would be missing.</source>
        <translation><numerusform>%Ln clip is not generated; it would be missing.</numerusform><numerusform>%Ln clips are not generated; they would be missing.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>%Ln clips are stale; their last takes would be heard.</source>
        <translation><numerusform>%Ln clip is stale; its last take would be heard.</numerusform><numerusform>%Ln clips are stale; their last takes would be heard.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>%Ln files</source>
        <translation><numerusform>%Ln file</numerusform><numerusform>%Ln files</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/timeline/export_dialog.py"/>
        <source>Replace the %Ln files that are there already</source>
        <translation><numerusform>Replace the file that is there already</numerusform><numerusform>Replace the %Ln files that are there already</numerusform></translation>
    </message>
</context>
<context>
    <name>TimelineMaking</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/shell/timeline_making.py"/>
        <source>Generate {count} characters for {cost}?</source>
        <translation><numerusform>Generate {count} character for {cost}?</numerusform><numerusform>Generate {count} characters for {cost}?</numerusform></translation>
    </message>
</context>
<context>
    <name>TimelineMedia</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/shell/timeline_media.py"/>
        <source>{name} and %Ln more recordings are missing: they are not heard.</source>
        <translation><numerusform>{name} and %Ln more recording are missing: they are not heard.</numerusform><numerusform>{name} and %Ln more recordings are missing: they are not heard.</numerusform></translation>
    </message>
</context>
<context>
    <name>UsagePage</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/preferences/usage.py"/>
        <source>Last %n days</source>
        <translation><numerusform>Last %n day</numerusform><numerusform>Last %n days</numerusform></translation>
    </message>
</context>
<context>
    <name>Voices</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>%Ln days' notice</source>
        <translation><numerusform>%Ln day's notice</numerusform><numerusform>%Ln days' notice</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>%Ln years' notice</source>
        <translation><numerusform>%Ln year's notice</numerusform><numerusform>%Ln years' notice</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>If its owner takes this voice back, it goes on speaking for %Ln days.</source>
        <translation><numerusform>If its owner takes this voice back, it goes on speaking for %Ln day.</numerusform><numerusform>If its owner takes this voice back, it goes on speaking for %Ln days.</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{count} characters</source>
        <translation><numerusform>{count} character</numerusform><numerusform>{count} characters</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{count} likes</source>
        <translation><numerusform>{count} like</numerusform><numerusform>{count} likes</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{count} users</source>
        <translation><numerusform>{count} user</numerusform><numerusform>{count} users</numerusform></translation>
    </message>
    <message numerus="yes">
        <location filename="../../studio_app/ui/voices/words.py"/>
        <source>{count} voices</source>
        <translation><numerusform>{count} voice</numerusform><numerusform>{count} voices</numerusform></translation>
    </message>
</context>
<context>
    <name>Withdrawals</name>
    <message numerus="yes">
        <location filename="../../studio_app/ui/shell/withdrawals.py"/>
        <source>%Ln more voices of this project are concerned.</source>
        <translation><numerusform>%Ln more voice of this project is concerned.</numerusform><numerusform>%Ln more voices of this project are concerned.</numerusform></translation>
    </message>
</context>
</TS>
