<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>about</name>
    <message>
        <source>About Rigwise</source>
        <translation>Über Rigwise</translation>
    </message>
    <message>
        <source>Alt+B</source>
        <translation>Alt+Z</translation>
    </message>
    <message>
        <source>Alt+N, Ctrl+Enter</source>
        <translation>Alt+W, Strg+Eingabe</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+5</source>
        <translation>Strg+1 … Strg+5</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Strg+Umschalt+C</translation>
    </message>
    <message>
        <source>Ctrl+Z, Ctrl+Shift+Z</source>
        <translation>Strg+Z, Strg+Umschalt+Z</translation>
    </message>
    <message>
        <source>Know what your GPU workstation can serve with vLLM, then serve it.</source>
        <translation>Wissen, was Ihre GPU-Workstation mit vLLM leisten kann, und es dann bereitstellen.</translation>
    </message>
    <message>
        <source>Left, Right on a bar</source>
        <translation>Links, Rechts auf einem Balken</translation>
    </message>
    <message>
        <source>Rigwise sends nothing about you or your machine anywhere. It talks to the model Hub, the image registry and the container engine when you ask for a model or start a server, and tells vLLM to send no usage statistics either. Your plans and settings stay in your own configuration folder.</source>
        <translation>Rigwise sendet nirgendwohin etwas über Sie oder Ihren Rechner. Es spricht mit dem Modell-Hub, der Image-Registry und der Container-Engine, wenn Sie ein Modell anfordern oder einen Server starten, und weist auch vLLM an, keine Nutzungsstatistik zu senden. Ihre Pläne und Einstellungen bleiben in Ihrem eigenen Konfigurationsordner.</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>copy the bars as text</source>
        <translation>die Balken als Text kopieren</translation>
    </message>
    <message>
        <source>next page; on Review: start the server</source>
        <translation>nächste Seite; auf „Prüfen“: den Server starten</translation>
    </message>
    <message>
        <source>to a page</source>
        <translation>zu einer Seite</translation>
    </message>
    <message>
        <source>undo, redo</source>
        <translation>rückgängig, wiederholen</translation>
    </message>
    <message>
        <source>walk its parts; Enter shows the sum behind one</source>
        <translation>durch seine Teile gehen; Eingabe zeigt die Rechnung hinter einem</translation>
    </message>
</context>
<context>
    <name>age</name>
    <message>
        <source>a moment</source>
        <translation>einem Augenblick</translation>
    </message>
    <message>
        <source>{n} day</source>
        <translation>{n} Tag</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} Tagen</translation>
    </message>
    <message>
        <source>{n} hour</source>
        <translation>{n} Stunde</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n} Stunden</translation>
    </message>
    <message>
        <source>{n} minute</source>
        <translation>{n} Minute</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} Minuten</translation>
    </message>
</context>
<context>
    <name>answer</name>
    <message>
        <source>Nothing of the catalogue fits these cards. See all shows first what misses least; the Hub may have smaller models and formats.</source>
        <translation>Nichts aus dem Katalog passt auf diese Karten. „Alle ansehen“ zeigt zuerst, wem am wenigsten fehlt; im Hub gibt es vielleicht kleinere Modelle und Formate.</translation>
    </message>
    <message>
        <source>Quality is a rough guide, not a measurement: it follows from parameters (all and active), how new the model is, and the bits of its format.</source>
        <translation>Die Qualität ist ein grober Anhalt, keine Messung: Sie folgt aus den Parametern (allen und den aktiven), dem Alter des Modells und den Bits seines Formats.</translation>
    </message>
    <message>
        <source>See all</source>
        <translation>Alle ansehen</translation>
    </message>
    <message>
        <source>The best models for this rig</source>
        <translation>Die besten Modelle für diesen Rechner</translation>
    </message>
    <message>
        <source>The whole list, with search and filters</source>
        <translation>Die ganze Liste, mit Suche und Filtern</translation>
    </message>
    <message>
        <source>What can I run?</source>
        <translation>Was kann ich betreiben?</translation>
    </message>
    <message>
        <source>{n} of {all} models in the catalogue run on {rig}; these are the best for it.</source>
        <translation>{n} von {all} Modellen im Katalog laufen auf {rig}; diese sind die besten dafür.</translation>
    </message>
</context>
<context>
    <name>bars</name>
    <message>
        <source>Copy as &amp;picture</source>
        <translation>Als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>Als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>Copy the bars, or see how they are computed</source>
        <translation>Die Balken kopieren oder sehen, wie sie berechnet sind</translation>
    </message>
    <message>
        <source>GPU {numbers} · {card}, each</source>
        <translation>GPU {numbers} · {card}, jeweils</translation>
    </message>
    <message>
        <source>Headroom</source>
        <translation>Reserve</translation>
    </message>
    <message>
        <source>KV cache needed</source>
        <translation>KV-Cache, benötigt</translation>
    </message>
    <message>
        <source>KV cache to spare</source>
        <translation>KV-Cache, frei</translation>
    </message>
    <message>
        <source>Legend: {parts}</source>
        <translation>Legende: {parts}</translation>
    </message>
    <message>
        <source>Memory of each GPU</source>
        <translation>Speicher jeder GPU</translation>
    </message>
    <message>
        <source>Memory plan, {card}</source>
        <translation>Speicherplan, {card}</translation>
    </message>
    <message>
        <source>More about the memory plan</source>
        <translation>Mehr zum Speicherplan</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>Andere Programme</translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation>Overhead</translation>
    </message>
    <message>
        <source>The sum of the &amp;KV cache</source>
        <translation>Die Rechnung des &amp;KV-Caches</translation>
    </message>
    <message>
        <source>The sum of the &amp;overhead</source>
        <translation>Die Rechnung des &amp;Overheads</translation>
    </message>
    <message>
        <source>The sum of the &amp;weights</source>
        <translation>Die Rechnung der &amp;Gewichte</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>activations, buffers, CUDA graphs and the driver&apos;s context</source>
        <translation>Aktivierungen, Puffer, CUDA-Graphen und der Kontext des Treibers</translation>
    </message>
    <message>
        <source>held by other programs now</source>
        <translation>jetzt von anderen Programmen belegt</translation>
    </message>
    <message>
        <source>memory of the conversations you asked for</source>
        <translation>Speicher der Unterhaltungen, die Sie wünschen</translation>
    </message>
    <message>
        <source>no plan can be sized</source>
        <translation>kein Plan lässt sich berechnen</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht benutzt</translation>
    </message>
    <message>
        <source>outside vLLM&apos;s limit, left to the desktop and others</source>
        <translation>außerhalb der Grenze von vLLM, bleibt dem Desktop und anderen</translation>
    </message>
    <message>
        <source>reserved by vLLM too: room for more requests</source>
        <translation>auch von vLLM reserviert: Platz für weitere Anfragen</translation>
    </message>
    <message>
        <source>the model itself, as loaded on this GPU</source>
        <translation>das Modell selbst, wie es auf dieser GPU liegt</translation>
    </message>
    <message>
        <source>vLLM&apos;s &amp;budget</source>
        <translation>Das &amp;Budget von vLLM</translation>
    </message>
    <message>
        <source>{card}: {part} {size:.2f} GiB ({share:.0%}), {meaning}.</source>
        <translation>{card}: {part} {size:.2f} GiB ({share:.0%}), {meaning}.</translation>
    </message>
    <message>
        <source>{card}: {part} {size:.2f} GiB ({share:.0%}, {range}), {meaning}.</source>
        <translation>{card}: {part} {size:.2f} GiB ({share:.0%}, {range}), {meaning}.</translation>
    </message>
    <message>
        <source>{low:.1f} to {high}</source>
        <translation>{low:.1f} bis {high}</translation>
    </message>
    <message>
        <source>{size} held</source>
        <translation>{size} belegt</translation>
    </message>
    <message>
        <source>{used:.1f} of {total:.1f} GiB</source>
        <translation>{used:.1f} von {total:.1f} GiB</translation>
    </message>
    <message>
        <source>{used:.1f} of {total:.1f} GiB in use</source>
        <translation>{used:.1f} von {total:.1f} GiB belegt</translation>
    </message>
    <message>
        <source>{used:.1f} of {total:.1f} GiB – does not start</source>
        <translation>{used:.1f} von {total:.1f} GiB – startet nicht</translation>
    </message>
    <message>
        <source>{used:.1f} of {total:.1f} GiB – over by {over}</source>
        <translation>{used:.1f} von {total:.1f} GiB – {over} zu viel</translation>
    </message>
    <message>
        <source>{verdict}. {parts}.</source>
        <translation>{verdict}. {parts}.</translation>
    </message>
    <message>
        <source>{verdict}. {parts}; overhead {range}.</source>
        <translation>{verdict}. {parts}; Overhead {range}.</translation>
    </message>
</context>
<context>
    <name>benchmark</name>
    <message>
        <source>Measured here: first token after {first:.2f} s, then {rate:,.0f} tokens a second.</source>
        <translation>Hier gemessen: erstes Token nach {first:.2f} s, dann {rate:,.0f} Token pro Sekunde.</translation>
    </message>
    <message>
        <source>Measured here: first token after {first:.2f} s, then {rate:,.0f} tokens a second; {count:,} requests at once: {together:,.0f} tokens a second together.</source>
        <translation>Hier gemessen: erstes Token nach {first:.2f} s, dann {rate:,.0f} Token pro Sekunde; {count:,} Anfragen gleichzeitig: {together:,.0f} Token pro Sekunde zusammen.</translation>
    </message>
</context>
<context>
    <name>changes</name>
    <message>
        <source>A context of {context:,} tokens instead of {wanted:,} fits with an FP8 KV cache.</source>
        <translation>Ein Kontext von {context:,} statt {wanted:,} Token passt mit einem KV-Cache in FP8.</translation>
    </message>
    <message>
        <source>A context of {context:,} tokens instead of {wanted:,} fits.</source>
        <translation>Ein Kontext von {context:,} statt {wanted:,} Token passt.</translation>
    </message>
    <message>
        <source>An FP8 KV cache makes room for {wanted:,} tokens.</source>
        <translation>Ein KV-Cache in FP8 schafft Platz für {wanted:,} Token.</translation>
    </message>
    <message>
        <source>An NVLink bridge between the {card} cards.</source>
        <translation>Eine NVLink-Brücke zwischen den Karten {card}.</translation>
    </message>
    <message>
        <source>It fits as it is.</source>
        <translation>Es passt, wie es ist.</translation>
    </message>
    <message>
        <source>One more {card}, for {format}.</source>
        <translation>Eine {card} mehr, für {format}.</translation>
    </message>
    <message>
        <source>One {card} instead, for {format}.</source>
        <translation>Stattdessen eine {card}, für {format}.</translation>
    </message>
    <message>
        <source>{count} more {card} cards, for {format}.</source>
        <translation>{count} weitere Karten {card}, für {format}.</translation>
    </message>
    <message>
        <source>{format}, {size} to download</source>
        <translation>{format}, {size} herunterzuladen</translation>
    </message>
    <message>
        <source>{model} ({format}) instead of {present}, with {context:,} tokens of context.</source>
        <translation>{model} ({format}) statt {present}, mit {context:,} Token Kontext.</translation>
    </message>
    <message>
        <source>{model} ({format}) instead of {present}.</source>
        <translation>{model} ({format}) statt {present}.</translation>
    </message>
</context>
<context>
    <name>chat</name>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Ask it something</source>
        <translation>Stellen Sie eine Frage</translation>
    </message>
    <message>
        <source>Check what runs on this port.</source>
        <translation>Prüfen Sie, was auf diesem Port läuft.</translation>
    </message>
    <message>
        <source>Enter the key that this server was started with.</source>
        <translation>Geben Sie den Schlüssel ein, mit dem dieser Server gestartet wurde.</translation>
    </message>
    <message>
        <source>First token after {after}, then {speed:,.0f} tokens a second; {tokens:,} tokens.</source>
        <translation>Erstes Token nach {after}, dann {speed:,.0f} Token pro Sekunde; {tokens:,} Token.</translation>
    </message>
    <message>
        <source>First token after {after}; {tokens:,} tokens.</source>
        <translation>Erstes Token nach {after}; {tokens:,} Token.</translation>
    </message>
    <message>
        <source>Look at its log.</source>
        <translation>Sehen Sie in sein Log.</translation>
    </message>
    <message>
        <source>No server answers at {address}.</source>
        <translation>Unter {address} antwortet kein Server.</translation>
    </message>
    <message>
        <source>No word came for {seconds} seconds.</source>
        <translation>Seit {seconds} Sekunden kam nichts.</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>Die Antwort</translation>
    </message>
    <message>
        <source>The server answered with {code}: {said}</source>
        <translation>Der Server antwortete mit {code}: {said}</translation>
    </message>
    <message>
        <source>The server answered without a word.</source>
        <translation>Der Server antwortete ohne ein Wort.</translation>
    </message>
    <message>
        <source>The server asks for its API key.</source>
        <translation>Der Server verlangt seinen API-Schlüssel.</translation>
    </message>
    <message>
        <source>The server broke off in mid-answer.</source>
        <translation>Der Server brach mitten in der Antwort ab.</translation>
    </message>
    <message>
        <source>The server broke off: {said}</source>
        <translation>Der Server brach ab: {said}</translation>
    </message>
    <message>
        <source>The server&apos;s list of models makes no sense.</source>
        <translation>Die Modell-Liste des Servers ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>Wait until it is ready, or look at its log.</source>
        <translation>Warten Sie, bis er bereit ist, oder sehen Sie in sein Log.</translation>
    </message>
    <message>
        <source>Waiting for the first token …</source>
        <translation>Warten auf das erste Token …</translation>
    </message>
    <message>
        <source>Your question</source>
        <translation>Ihre Frage</translation>
    </message>
</context>
<context>
    <name>command</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <source>The command</source>
        <translation>Der Befehl</translation>
    </message>
    <message>
        <source>The docker run command</source>
        <translation>Der Befehl docker run</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>A setting of the server.</source>
        <translation>Eine Einstellung des Servers.</translation>
    </message>
    <message>
        <source>Clients ask for the model by this name instead of a path.</source>
        <translation>Clients verlangen das Modell unter diesem Namen statt unter einem Pfad.</translation>
    </message>
    <message>
        <source>Compiled kernels stay, so that the next start is faster.</source>
        <translation>Kompilierte Kernel bleiben, damit der nächste Start schneller ist.</translation>
    </message>
    <message>
        <source>Computes in this type.</source>
        <translation>Rechnet in diesem Typ.</translation>
    </message>
    <message>
        <source>Docker starts it again after a crash and when the machine starts.</source>
        <translation>Docker startet ihn nach einem Absturz und beim Hochfahren wieder.</translation>
    </message>
    <message>
        <source>Downloaded models stay on this machine.</source>
        <translation>Heruntergeladene Modelle bleiben auf diesem Rechner.</translation>
    </message>
    <message>
        <source>Exactly this much KV cache on each GPU.</source>
        <translation>Genau so viel KV-Cache auf jeder GPU.</translation>
    </message>
    <message>
        <source>GiB of weights a GPU leaves in the machine&apos;s memory; each token reads them.</source>
        <translation>So viele GiB Gewichte lässt eine GPU im Arbeitsspeicher; jedes Token liest sie.</translation>
    </message>
    <message>
        <source>Gives each GPU whole experts instead of slices of all.</source>
        <translation>Gibt jeder GPU ganze Experten statt Scheiben von allen.</translation>
    </message>
    <message>
        <source>Guesses tokens ahead and checks several at once.</source>
        <translation>Rät Token voraus und prüft mehrere auf einmal.</translation>
    </message>
    <message>
        <source>Hands a stop on to the server from its first moment, and clears up what it leaves.</source>
        <translation>Leitet ein Stoppsignal von Anfang an zum Server weiter und räumt auf, was er hinterlässt.</translation>
    </message>
    <message>
        <source>Hands these GPUs to the container.</source>
        <translation>Übergibt diese GPUs dem Container.</translation>
    </message>
    <message>
        <source>Hands this GPU to the container, by CDI.</source>
        <translation>Übergibt diese GPU dem Container, über CDI.</translation>
    </message>
    <message>
        <source>Hands this GPU to the container.</source>
        <translation>Übergibt diese GPU dem Container.</translation>
    </message>
    <message>
        <source>Keeps no KV cache of finished requests.</source>
        <translation>Hebt den KV-Cache beendeter Anfragen nicht auf.</translation>
    </message>
    <message>
        <source>Keeps the KV cache of beginnings that come again.</source>
        <translation>Hebt den KV-Cache von Anfängen auf, die wiederkehren.</translation>
    </message>
    <message>
        <source>Keeps the model&apos;s thinking apart from its answer.</source>
        <translation>Hält das Nachdenken des Modells von seiner Antwort getrennt.</translation>
    </message>
    <message>
        <source>Keeps what the server says where Rigwise can read it …</source>
        <translation>Hebt auf, was der Server sagt, wo Rigwise es lesen kann …</translation>
    </message>
    <message>
        <source>Layers of each stage, by the room of its cards.</source>
        <translation>Schichten jeder Stufe, nach dem Platz auf ihren Karten.</translation>
    </message>
    <message>
        <source>Lets Rigwise recognise its servers.</source>
        <translation>Lässt Rigwise seine Server erkennen.</translation>
    </message>
    <message>
        <source>Lets the model call tools when a client offers some.</source>
        <translation>Lässt das Modell Werkzeuge aufrufen, wenn ein Client welche anbietet.</translation>
    </message>
    <message>
        <source>No compilation and CUDA graphs: less memory, slower answers.</source>
        <translation>Kein Kompilieren und keine CUDA-Graphen: weniger Speicher, langsamere Antworten.</translation>
    </message>
    <message>
        <source>Nothing in the container can gain rights.</source>
        <translation>Nichts im Container kann Rechte gewinnen.</translation>
    </message>
    <message>
        <source>Numbers different cards the way the driver does.</source>
        <translation>Zählt verschiedene Karten so, wie der Treiber es tut.</translation>
    </message>
    <message>
        <source>Pins the files that were looked at.</source>
        <translation>Legt die Dateien fest, die angesehen wurden.</translation>
    </message>
    <message>
        <source>Reachable from other machines too, with the API key, at this port.</source>
        <translation>Auch von anderen Rechnern erreichbar, mit dem API-Schlüssel, auf diesem Port.</translation>
    </message>
    <message>
        <source>Reachable from this machine only, at this port.</source>
        <translation>Nur von diesem Rechner erreichbar, auf diesem Port.</translation>
    </message>
    <message>
        <source>Reads this model family&apos;s way of calling tools.</source>
        <translation>Liest, wie diese Modellfamilie Werkzeuge aufruft.</translation>
    </message>
    <message>
        <source>Requests at once; fewer leave more memory for context.</source>
        <translation>Gleichzeitige Anfragen; weniger lassen mehr Speicher für Kontext.</translation>
    </message>
    <message>
        <source>Runs Python code from the model&apos;s repository; you agreed to it.</source>
        <translation>Führt Python-Code aus dem Repository des Modells aus; Sie haben zugestimmt.</translation>
    </message>
    <message>
        <source>Runs in the background; Rigwise or `docker logs` shows what it says.</source>
        <translation>Läuft im Hintergrund; Rigwise oder `docker logs` zeigt, was er sagt.</translation>
    </message>
    <message>
        <source>Runs {dp} copies that share the requests.</source>
        <translation>Betreibt {dp} Kopien, die sich die Anfragen teilen.</translation>
    </message>
    <message>
        <source>Set by hand.</source>
        <translation>Von Hand gesetzt.</translation>
    </message>
    <message>
        <source>Splits every layer over {tp} GPUs.</source>
        <translation>Teilt jede Schicht auf {tp} GPUs auf.</translation>
    </message>
    <message>
        <source>Spreads the layers over {pp} stages, one after the other.</source>
        <translation>Verteilt die Schichten auf {pp} Stufen, eine nach der anderen.</translation>
    </message>
    <message>
        <source>Stores the KV cache in fewer bytes: more context.</source>
        <translation>Speichert den KV-Cache in weniger Bytes: mehr Kontext.</translation>
    </message>
    <message>
        <source>Takes the longest context that fits.</source>
        <translation>Nimmt den längsten Kontext, der passt.</translation>
    </message>
    <message>
        <source>Tells vLLM to send no usage statistics.</source>
        <translation>Weist vLLM an, keine Nutzungsstatistik zu senden.</translation>
    </message>
    <message>
        <source>The API key, as a file that only the container reads.</source>
        <translation>Der API-Schlüssel, als Datei, die nur der Container liest.</translation>
    </message>
    <message>
        <source>The Hub token, as a file that only the container reads.</source>
        <translation>Das Hub-Token, als Datei, die nur der Container liest.</translation>
    </message>
    <message>
        <source>The longest conversation, prompt and answer together.</source>
        <translation>Die längste Unterhaltung, Eingabe und Antwort zusammen.</translation>
    </message>
    <message>
        <source>The model&apos;s folder, which the container may only read.</source>
        <translation>Der Ordner des Modells, den der Container nur lesen darf.</translation>
    </message>
    <message>
        <source>The processes of one server talk through shared memory; Docker&apos;s 64 MiB do not do.</source>
        <translation>Die Prozesse eines Servers sprechen über gemeinsamen Speicher; die 64 MiB von Docker reichen nicht.</translation>
    </message>
    <message>
        <source>The server needs none of the rights that Docker grants by default …</source>
        <translation>Der Server braucht keines der Rechte, die Docker von sich aus gewährt …</translation>
    </message>
    <message>
        <source>The share of each card that vLLM may take; the rest stays free.</source>
        <translation>Der Anteil jeder Karte, den vLLM nehmen darf; der Rest bleibt frei.</translation>
    </message>
    <message>
        <source>These cards cannot reach each other&apos;s memory, which vLLM&apos;s own all-reduce needs.</source>
        <translation>Diese Karten erreichen den Speicher der anderen nicht, was das eigene All-Reduce von vLLM braucht.</translation>
    </message>
    <message>
        <source>To find it again.</source>
        <translation>Um ihn wiederzufinden.</translation>
    </message>
    <message>
        <source>Tokens in one block of the KV cache.</source>
        <translation>Token in einem Block des KV-Caches.</translation>
    </message>
    <message>
        <source>Tokens in one step; sets the activation peak.</source>
        <translation>Token in einem Schritt; bestimmt die Spitze der Aktivierungen.</translation>
    </message>
    <message>
        <source>Where the container finds the Hub token.</source>
        <translation>Wo der Container das Hub-Token findet.</translation>
    </message>
    <message>
        <source>… and no more of it than 200 MB.</source>
        <translation>… und davon nicht mehr als 200 MB.</translation>
    </message>
    <message>
        <source>… but this one: it writes into cache folders that belong to you.</source>
        <translation>… außer diesem: Er schreibt in Cache-Ordner, die Ihnen gehören.</translation>
    </message>
</context>
<context>
    <name>compare page</name>
    <message>
        <source> at once</source>
        <translation> gleichzeitig</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Token</translation>
    </message>
    <message>
        <source>Add a rig</source>
        <translation>Rechner hinzufügen</translation>
    </message>
    <message>
        <source>Add this machine</source>
        <translation>Diesen Rechner hinzufügen</translation>
    </message>
    <message>
        <source>Change a rig or a model.</source>
        <translation>Ändern Sie einen Rechner oder ein Modell.</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>Diagramm</translation>
    </message>
    <message>
        <source>Chart of {figure}</source>
        <translation>Diagramm: {figure}</translation>
    </message>
    <message>
        <source>Choose another place.</source>
        <translation>Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Compare rigs</source>
        <translation>Rechner vergleichen</translation>
    </message>
    <message>
        <source>Comparing …</source>
        <translation>Vergleich läuft …</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Context of each</source>
        <translation>Kontext je Anfrage</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>Figure of the chart</source>
        <translation>Größe im Diagramm</translation>
    </message>
    <message>
        <source>How much it counts: {quality}</source>
        <translation>Wie viel es zählt: {quality}</translation>
    </message>
    <message>
        <source>Leave this rig out</source>
        <translation>Diesen Rechner weglassen</translation>
    </message>
    <message>
        <source>Model {number}</source>
        <translation>Modell {number}</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>Gleichzeitige Anfragen</translation>
    </message>
    <message>
        <source>Rig {number}: NVLink bridges</source>
        <translation>Rechner {number}: NVLink-Brücken</translation>
    </message>
    <message>
        <source>Rig {number}: card</source>
        <translation>Rechner {number}: Karte</translation>
    </message>
    <message>
        <source>Rig {number}: number of cards</source>
        <translation>Rechner {number}: Zahl der Karten</translation>
    </message>
    <message>
        <source>Rig {number}: price in your currency</source>
        <translation>Rechner {number}: Preis in Ihrer Währung</translation>
    </message>
    <message>
        <source>Rig {number}: remove</source>
        <translation>Rechner {number}: entfernen</translation>
    </message>
    <message>
        <source>Rigs</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Save as CSV …</source>
        <translation>Als CSV sichern …</translation>
    </message>
    <message>
        <source>Save as Markdown …</source>
        <translation>Als Markdown sichern …</translation>
    </message>
    <message>
        <source>Save as PNG …</source>
        <translation>Als PNG sichern …</translation>
    </message>
    <message>
        <source>Save the comparison</source>
        <translation>Den Vergleich sichern</translation>
    </message>
    <message>
        <source>Speeds are likely values of a model, except where the table says that they were measured on this machine.</source>
        <translation>Die Geschwindigkeiten sind wahrscheinliche Werte eines Modells, außer wo die Tabelle sagt, dass sie auf dieser Maschine gemessen wurden.</translation>
    </message>
    <message>
        <source>Speeds are likely values of a model, not measurements.</source>
        <translation>Die Geschwindigkeiten sind wahrscheinliche Werte eines Modells, keine Messungen.</translation>
    </message>
    <message>
        <source>Speeds follow from what was measured on this machine.</source>
        <translation>Die Geschwindigkeiten folgen aus dem, was auf dieser Maschine gemessen wurde.</translation>
    </message>
    <message>
        <source>The line across a bar is the range. A hatched bar falls short of the context asked for. Watts are at the wall with the cards at their limit.</source>
        <translation>Der Strich über einem Balken ist die Spanne. Ein schraffierter Balken erreicht den gewünschten Kontext nicht. Watt an der Steckdose, die Karten an ihrer Grenze.</translation>
    </message>
    <message>
        <source>The rigs could not be compared: {error}.</source>
        <translation>Die Rechner ließen sich nicht vergleichen: {error}.</translation>
    </message>
    <message>
        <source>This machine: {rig}</source>
        <translation>Dieser Rechner: {rig}</translation>
    </message>
    <message>
        <source>What counts</source>
        <translation>Was zählt</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>What would each serve, how fast, at what power and price? Nothing here is bought or started.</source>
        <translation>Was würde jeder leisten, wie schnell, mit welchem Strom und zu welchem Preis? Hier wird nichts gekauft oder gestartet.</translation>
    </message>
    <message>
        <source>a coding agent, long context</source>
        <translation>ein Coding-Agent, langer Kontext</translation>
    </message>
    <message>
        <source>a safe margin</source>
        <translation>ein sicherer Abstand</translation>
    </message>
    <message>
        <source>a team at once</source>
        <translation>ein Team gleichzeitig</translation>
    </message>
    <message>
        <source>context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>does not fit – {change}</source>
        <translation>passt nicht – {change}</translation>
    </message>
    <message>
        <source>enter a price</source>
        <translation>Preis eingeben</translation>
    </message>
    <message>
        <source>jobs overnight</source>
        <translation>Aufträge über Nacht</translation>
    </message>
    <message>
        <source>long context</source>
        <translation>langer Kontext</translation>
    </message>
    <message>
        <source>no other</source>
        <translation>kein weiteres</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>one person&apos;s chat</source>
        <translation>Chat einer Person</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>requests at once</source>
        <translation>gleichzeitige Anfragen</translation>
    </message>
    <message>
        <source>speed for one</source>
        <translation>Tempo für eine Person</translation>
    </message>
    <message>
        <source>the picture was not taken</source>
        <translation>das Bild wurde nicht aufgenommen</translation>
    </message>
    <message>
        <source>this machine ({rig})</source>
        <translation>dieser Rechner ({rig})</translation>
    </message>
    <message>
        <source>tokens in all</source>
        <translation>Token insgesamt</translation>
    </message>
    <message>
        <source>tokens/s for one</source>
        <translation>Token/s für eine Anfrage</translation>
    </message>
    <message>
        <source>tokens/s in all</source>
        <translation>Token/s insgesamt</translation>
    </message>
    <message>
        <source>tokens/s per 1,000 of the price</source>
        <translation>Token/s je 1.000 des Preises</translation>
    </message>
    <message>
        <source>tokens/s per watt</source>
        <translation>Token/s je Watt</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}.</source>
        <translation>{file} lässt sich nicht schreiben: {reason}.</translation>
    </message>
</context>
<context>
    <name>comparison</name>
    <message>
        <source>1 to {most} models can be compared, not {count}.</source>
        <translation>1 bis {most} Modelle lassen sich vergleichen, nicht {count}.</translation>
    </message>
    <message>
        <source>1 to {most} rigs can be compared, not {count}.</source>
        <translation>1 bis {most} Rechner lassen sich vergleichen, nicht {count}.</translation>
    </message>
    <message>
        <source>For {wish}: {context:,} tokens of context, one request.</source>
        <translation>Für {wish}: {context:,} Token Kontext, eine Anfrage.</translation>
    </message>
    <message>
        <source>For {wish}: {context:,} tokens of context, {users} requests at once.</source>
        <translation>Für {wish}: {context:,} Token Kontext, {users} gleichzeitige Anfragen.</translation>
    </message>
    <message>
        <source>Leave some out.</source>
        <translation>Lassen Sie einige weg.</translation>
    </message>
    <message>
        <source>Speeds are likely values of a model where they are not said to be measured; watts are at the wall with the cards at their limit.</source>
        <translation>Die Tempi sind wahrscheinliche Werte eines Modells, wo nicht steht, dass sie gemessen sind; Watt gelten an der Steckdose mit den Karten an ihrer Grenze.</translation>
    </message>
    <message>
        <source>bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>Rechenleistung</translation>
    </message>
    <message>
        <source>context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>first token (s)</source>
        <translation>erstes Token (s)</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>measured here on {day}</source>
        <translation>hier gemessen am {day}</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>requests at once</source>
        <translation>Anfragen gleichzeitig</translation>
    </message>
    <message>
        <source>rig</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>shorter</source>
        <translation>kürzer</translation>
    </message>
    <message>
        <source>speed is</source>
        <translation>Tempo ist</translation>
    </message>
    <message>
        <source>split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>tokens/s for one</source>
        <translation>Token/s für eine</translation>
    </message>
    <message>
        <source>tokens/s in all</source>
        <translation>Token/s insgesamt</translation>
    </message>
    <message>
        <source>tokens/s per 1000</source>
        <translation>Token/s je 1000</translation>
    </message>
    <message>
        <source>tokens/s per watt</source>
        <translation>Token/s je Watt</translation>
    </message>
    <message>
        <source>watts</source>
        <translation>Watt</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>A folder that the container needs is gone: {folder}</source>
        <translation>Ein Ordner, den der Container braucht, ist verschwunden: {folder}</translation>
    </message>
    <message>
        <source>Check the network (and Docker&apos;s proxy settings), then try again.</source>
        <translation>Prüfen Sie das Netzwerk (und die Proxy-Einstellungen von Docker) und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Check the network, then try again; layers that are complete are kept.</source>
        <translation>Prüfen Sie das Netzwerk und versuchen Sie es dann erneut; vollständige Layer bleiben erhalten.</translation>
    </message>
    <message>
        <source>Check with `nvidia-smi` that the driver works, then try again.</source>
        <translation>Prüfen Sie mit `nvidia-smi`, dass der Treiber arbeitet, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Choose a port above 1024.</source>
        <translation>Wählen Sie einen Port über 1024.</translation>
    </message>
    <message>
        <source>Choose another port.</source>
        <translation>Wählen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>Choose another release of vLLM.</source>
        <translation>Wählen Sie eine andere Version von vLLM.</translation>
    </message>
    <message>
        <source>Choose it again.</source>
        <translation>Wählen Sie ihn erneut.</translation>
    </message>
    <message>
        <source>Docker Hub allows no more pulls for now.</source>
        <translation>Docker Hub erlaubt im Augenblick keine weiteren Pulls.</translation>
    </message>
    <message>
        <source>Docker cannot hand GPUs to a container: the NVIDIA Container Toolkit is missing.</source>
        <translation>Docker kann einem Container keine GPUs übergeben: Das NVIDIA Container Toolkit fehlt.</translation>
    </message>
    <message>
        <source>Docker is installed but not running.</source>
        <translation>Docker ist installiert, läuft aber nicht.</translation>
    </message>
    <message>
        <source>Docker is running, but this user may not use it.</source>
        <translation>Docker läuft, aber dieser Benutzer darf es nicht verwenden.</translation>
    </message>
    <message>
        <source>Docker is there but took too long to answer.</source>
        <translation>Docker ist da, hat aber zu lange nicht geantwortet.</translation>
    </message>
    <message>
        <source>Docker knows no GPU by the name {device}.</source>
        <translation>Docker kennt keine GPU namens {device}.</translation>
    </message>
    <message>
        <source>Docker refused: {text}</source>
        <translation>Docker hat abgelehnt: {text}</translation>
    </message>
    <message>
        <source>Docker runs without root rights here and may not share the machine&apos;s memory with a container.</source>
        <translation>Docker läuft hier ohne Root-Rechte und darf den Speicher des Rechners nicht mit einem Container teilen.</translation>
    </message>
    <message>
        <source>Docker runs without root rights here, and NVIDIA&apos;s toolkit is not set up for that.</source>
        <translation>Docker läuft hier ohne Root-Rechte, und das Toolkit von NVIDIA ist dafür nicht eingerichtet.</translation>
    </message>
    <message>
        <source>Docker stopped answering.</source>
        <translation>Docker antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>Follow what it says, then try again.</source>
        <translation>Folgen Sie seinem Rat und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Free some space (`docker system df` shows what Docker holds), then try again.</source>
        <translation>Schaffen Sie Platz (`docker system df` zeigt, was Docker belegt) und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>GPU {device} is not in this machine any more.</source>
        <translation>GPU {device} ist nicht mehr in diesem Rechner.</translation>
    </message>
    <message>
        <source>Give the container its own: `--shm-size 16g` in place of `--ipc host`.</source>
        <translation>Geben Sie dem Container eigenen: `--shm-size 16g` anstelle von `--ipc host`.</translation>
    </message>
    <message>
        <source>Install Docker: `sudo apt-get install docker.io`.</source>
        <translation>Installieren Sie Docker: `sudo apt-get install docker.io`.</translation>
    </message>
    <message>
        <source>Install it with `sudo apt-get install nvidia-container-toolkit`, then `sudo nvidia-ctk runtime configure --runtime=docker` and `sudo systemctl restart docker`.</source>
        <translation>Installieren Sie es mit `sudo apt-get install nvidia-container-toolkit`, dann `sudo nvidia-ctk runtime configure --runtime=docker` und `sudo systemctl restart docker`.</translation>
    </message>
    <message>
        <source>Install it: `sudo apt-get install catatonit`.</source>
        <translation>Installieren Sie es: `sudo apt-get install catatonit`.</translation>
    </message>
    <message>
        <source>Install or load it (`sudo modprobe nvidia`), check with `nvidia-smi`, then try again.</source>
        <translation>Installieren oder laden Sie ihn (`sudo modprobe nvidia`), prüfen Sie mit `nvidia-smi` und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Look at the GPUs again and choose among those that are there.</source>
        <translation>Suchen Sie die GPUs neu und wählen Sie unter denen, die da sind.</translation>
    </message>
    <message>
        <source>Make that folder writable.</source>
        <translation>Machen Sie diesen Ordner beschreibbar.</translation>
    </message>
    <message>
        <source>No NVIDIA driver is loaded on the machine that Docker runs on.</source>
        <translation>Auf dem Rechner, auf dem Docker läuft, ist kein NVIDIA-Treiber geladen.</translation>
    </message>
    <message>
        <source>No container engine listens at {url}, which is what {setting} says.</source>
        <translation>Unter {url} lauscht keine Container-Engine; das ist die Angabe von {setting}.</translation>
    </message>
    <message>
        <source>No container engine was found on this machine.</source>
        <translation>Auf diesem Rechner wurde keine Container-Engine gefunden.</translation>
    </message>
    <message>
        <source>Podman lacks the small program that ends a server&apos;s processes.</source>
        <translation>Podman fehlt das kleine Programm, das die Prozesse eines Servers beendet.</translation>
    </message>
    <message>
        <source>Podman takes the request for GPUs on its Docker-compatible socket and hands none over.</source>
        <translation>Podman nimmt auf seinem Docker-kompatiblen Socket die Bitte um GPUs an und übergibt keine.</translation>
    </message>
    <message>
        <source>Port {port} is in use by another program.</source>
        <translation>Port {port} wird von einem anderen Programm benutzt.</translation>
    </message>
    <message>
        <source>Pull it first, or check its name.</source>
        <translation>Holen Sie es zuerst oder prüfen Sie seinen Namen.</translation>
    </message>
    <message>
        <source>Remove it with `docker rm {name}`, if you do not need it, or choose another name.</source>
        <translation>Entfernen Sie ihn mit `docker rm {name}`, wenn Sie ihn nicht brauchen, oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Renew its list with `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`, then try again.</source>
        <translation>Erneuern Sie die Liste mit `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml` und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Restart the machine.</source>
        <translation>Starten Sie den Rechner neu.</translation>
    </message>
    <message>
        <source>Run `docker context use default`, or start Rigwise over there.</source>
        <translation>Führen Sie `docker context use default` aus, oder starten Sie Rigwise dort drüben.</translation>
    </message>
    <message>
        <source>Run `sudo nvidia-ctk config --set nvidia-container-cli.no-cgroups --in-place`, then try again.</source>
        <translation>Führen Sie `sudo nvidia-ctk config --set nvidia-container-cli.no-cgroups --in-place` aus und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Run `sudo usermod -aG docker $USER`, then log out and in again.</source>
        <translation>Führen Sie `sudo usermod -aG docker $USER` aus und melden Sie sich dann ab und wieder an.</translation>
    </message>
    <message>
        <source>Run `unset DOCKER_HOST`, or start Rigwise over there.</source>
        <translation>Führen Sie `unset DOCKER_HOST` aus, oder starten Sie Rigwise dort drüben.</translation>
    </message>
    <message>
        <source>See what `docker info` says.</source>
        <translation>Sehen Sie nach, was `docker info` sagt.</translation>
    </message>
    <message>
        <source>Start Docker Desktop.</source>
        <translation>Starten Sie Docker Desktop.</translation>
    </message>
    <message>
        <source>Start it again with `sudo systemctl start docker`, then try again.</source>
        <translation>Starten Sie es mit `sudo systemctl start docker` wieder und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Start it there, or change {setting}.</source>
        <translation>Starten Sie sie dort oder ändern Sie {setting}.</translation>
    </message>
    <message>
        <source>Start it with `sudo snap start docker`.</source>
        <translation>Starten Sie es mit `sudo snap start docker`.</translation>
    </message>
    <message>
        <source>Start it with `sudo systemctl start docker`.</source>
        <translation>Starten Sie es mit `sudo systemctl start docker`.</translation>
    </message>
    <message>
        <source>Start it with `systemctl --user start docker`.</source>
        <translation>Starten Sie es mit `systemctl --user start docker`.</translation>
    </message>
    <message>
        <source>The API key cannot be kept in {file}: {why}.</source>
        <translation>Der API-Schlüssel kann nicht in {file} aufbewahrt werden: {why}.</translation>
    </message>
    <message>
        <source>The NVIDIA Container Toolkit refused the GPUs: {said}</source>
        <translation>Das NVIDIA Container Toolkit hat die GPUs abgelehnt: {said}</translation>
    </message>
    <message>
        <source>The NVIDIA driver was updated, but the old one is still loaded.</source>
        <translation>Der NVIDIA-Treiber wurde aktualisiert, aber der alte ist noch geladen.</translation>
    </message>
    <message>
        <source>The container engine at {url} does not answer: {error}</source>
        <translation>Die Container-Engine unter {url} antwortet nicht: {error}</translation>
    </message>
    <message>
        <source>The disk that Docker keeps its images on is full.</source>
        <translation>Der Datenträger, auf dem Docker seine Images hält, ist voll.</translation>
    </message>
    <message>
        <source>The image needs CUDA {cuda}, which is more than this machine&apos;s NVIDIA driver offers.</source>
        <translation>Das Image braucht CUDA {cuda}; so viel bietet der NVIDIA-Treiber dieses Rechners nicht.</translation>
    </message>
    <message>
        <source>The image {image} cannot be started: it has no program {program}.</source>
        <translation>Das Image {image} lässt sich nicht starten: Es enthält kein Programm {program}.</translation>
    </message>
    <message>
        <source>The image {image} is not on this machine and its registry cannot be reached.</source>
        <translation>Das Image {image} ist nicht auf diesem Rechner, und seine Registry ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>The image {image} is not on this machine.</source>
        <translation>Das Image {image} ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The registry broke off while {image} was fetched.</source>
        <translation>Die Registry brach ab, während {image} geholt wurde.</translation>
    </message>
    <message>
        <source>There is already a container named {name}.</source>
        <translation>Es gibt schon einen Container namens {name}.</translation>
    </message>
    <message>
        <source>There is no image {image} for this machine&apos;s processor ({platform}).</source>
        <translation>Es gibt kein Image {image} für den Prozessor dieses Rechners ({platform}).</translation>
    </message>
    <message>
        <source>There is no image {image}.</source>
        <translation>Es gibt kein Image {image}.</translation>
    </message>
    <message>
        <source>This machine does not let Docker open port {port}.</source>
        <translation>Dieser Rechner erlaubt Docker nicht, Port {port} zu öffnen.</translation>
    </message>
    <message>
        <source>Update the NVIDIA driver, or choose an image for an older CUDA.</source>
        <translation>Aktualisieren Sie den NVIDIA-Treiber, oder wählen Sie ein Image für eine ältere CUDA-Version.</translation>
    </message>
    <message>
        <source>Use Docker Engine; or copy the command, and start it with `podman run --device nvidia.com/gpu=all` in place of `docker run --gpus …`.</source>
        <translation>Benutzen Sie Docker Engine; oder kopieren Sie den Befehl und starten Sie ihn mit `podman run --device nvidia.com/gpu=all` anstelle von `docker run --gpus …`.</translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai.</source>
        <translation>Benutzen Sie das Image vllm/vllm-openai.</translation>
    </message>
    <message>
        <source>Wait an hour, or `docker login`.</source>
        <translation>Warten Sie eine Stunde, oder `docker login`.</translation>
    </message>
    <message>
        <source>Wait until the machine is less busy and try again; if it stays so, `sudo systemctl restart docker`.</source>
        <translation>Warten Sie, bis der Rechner weniger beschäftigt ist, und versuchen Sie es erneut; bleibt es so, `sudo systemctl restart docker`.</translation>
    </message>
    <message>
        <source>the docker context {name}</source>
        <translation>der Docker-Kontext {name}</translation>
    </message>
    <message>
        <source>{setting} leads to another machine ({url}), but Rigwise serves with the GPUs of this one.</source>
        <translation>{setting} führt zu einem anderen Rechner ({url}), aber Rigwise arbeitet mit den GPUs von diesem.</translation>
    </message>
</context>
<context>
    <name>estimate</name>
    <message>
        <source>stages after the first may hold {gib} less: one of vLLM&apos;s runners puts encoders on the first</source>
        <translation>Stufen nach der ersten halten vielleicht {gib} weniger: einer von vLLMs Runnern legt Encoder nur auf die erste</translation>
    </message>
</context>
<context>
    <name>expert</name>
    <message>
        <source>All flags of vLLM</source>
        <translation>Alle Optionen von vLLM</translation>
    </message>
    <message>
        <source>All {count} vLLM flags</source>
        <translation>Alle {count} Optionen von vLLM</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>Only those in the command</source>
        <translation>Nur die im Befehl</translation>
    </message>
    <message>
        <source>Search by name or by what it does</source>
        <translation>Nach Name oder Wirkung suchen</translation>
    </message>
    <message>
        <source>Search flags</source>
        <translation>Optionen suchen</translation>
    </message>
    <message>
        <source>Set &amp;back</source>
        <translation>Zu&amp;rücksetzen</translation>
    </message>
    <message>
        <source>Set all back</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>The chosen flag is vLLM&apos;s own again (Delete)</source>
        <translation>Die gewählte Option ist wieder die von vLLM selbst (Entf)</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>vLLM&apos;s own</source>
        <translation>Von vLLM selbst</translation>
    </message>
    <message>
        <source>{flag}, not set</source>
        <translation>{flag}, nicht gesetzt</translation>
    </message>
    <message>
        <source>{flag}, set</source>
        <translation>{flag}, gesetzt</translation>
    </message>
    <message>
        <source>{group}: {sentence}</source>
        <translation>{group}: {sentence}</translation>
    </message>
    <message>
        <source>{group}: {sentence} The estimate does not follow it.</source>
        <translation>{group}: {sentence} Die Schätzung berücksichtigt es nicht.</translation>
    </message>
    <message>
        <source>{sentence} (not in the estimate)</source>
        <translation>{sentence} (nicht in der Schätzung)</translation>
    </message>
</context>
<context>
    <name>failure</name>
    <message>
        <source>Copy a report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Fix and restart</source>
        <translation>Beheben und neu starten</translation>
    </message>
    <message>
        <source>The bars show the plan with this change; the outline is the one that failed.</source>
        <translation>Die Balken zeigen den Plan mit dieser Änderung; der Umriss ist der, der gescheitert ist.</translation>
    </message>
    <message>
        <source>The last 200 lines, the command and the facts, without tokens and names</source>
        <translation>Die letzten 200 Zeilen, der Befehl und die Fakten, ohne Token und Namen</translation>
    </message>
    <message>
        <source>The server failed: {problem} {step}</source>
        <translation>Der Server ist gescheitert: {problem} {step}</translation>
    </message>
</context>
<context>
    <name>failures</name>
    <message>
        <source>--master-addr is the first machine&apos;s address; set VLLM_HOST_IP on each.</source>
        <translation>--master-addr ist die Adresse des ersten Rechners; setzen Sie auf jedem VLLM_HOST_IP.</translation>
    </message>
    <message>
        <source>--task was removed from vLLM.</source>
        <translation>--task wurde aus vLLM entfernt.</translation>
    </message>
    <message>
        <source>-7 means too little shared memory: `--ipc host`.</source>
        <translation>-7 bedeutet zu wenig Shared Memory: `--ipc host`.</translation>
    </message>
    <message>
        <source>-9 means that the system ended it for want of memory (RAM): close programs, lower --cpu-offload-gb.</source>
        <translation>-9 bedeutet, dass das System ihn aus Mangel an Arbeitsspeicher (RAM) beendet hat: Schließen Sie Programme, senken Sie --cpu-offload-gb.</translation>
    </message>
    <message>
        <source>A 16-bit KV cache has to be of the model&apos;s own type ({dtype}), not {kv}.</source>
        <translation>Ein 16-Bit-KV-Cache muss vom Typ des Modells sein ({dtype}), nicht {kv}.</translation>
    </message>
    <message>
        <source>A GGUF file alone is not enough: choose a safetensors checkpoint.</source>
        <translation>Eine GGUF-Datei allein genügt nicht: Wählen Sie einen safetensors-Checkpoint.</translation>
    </message>
    <message>
        <source>A GPU has fallen off the bus: power, cable, riser or heat.</source>
        <translation>Eine GPU ist vom Bus gefallen: Strom, Kabel, Riser oder Hitze.</translation>
    </message>
    <message>
        <source>A GPU kernel read memory that is not its own: a kernel&apos;s fault, two cards that do not go together, or failing hardware.</source>
        <translation>Ein GPU-Kernel las Speicher, der ihm nicht gehört: ein Fehler im Kernel, zwei Karten, die nicht zusammenpassen, oder defekte Hardware.</translation>
    </message>
    <message>
        <source>A LoRA adapter needs its base model: --enable-lora --lora-modules name=path.</source>
        <translation>Ein LoRA-Adapter braucht sein Basismodell: --enable-lora --lora-modules name=path.</translation>
    </message>
    <message>
        <source>A Triton kernel needs {needed} bytes of the card&apos;s own shared memory, which has {limit}.</source>
        <translation>Ein Triton-Kernel braucht {needed} Bytes vom Shared Memory der Karte selbst, die {limit} hat.</translation>
    </message>
    <message>
        <source>A checkpoint with FP8 weights cannot have a KV cache in fp8_e5m2.</source>
        <translation>Ein Checkpoint mit FP8-Gewichten kann keinen KV-Cache in fp8_e5m2 haben.</translation>
    </message>
    <message>
        <source>A client asked for a model named {model}, which this server does not offer.</source>
        <translation>Ein Client verlangte ein Modell namens {model}, das dieser Server nicht anbietet.</translation>
    </message>
    <message>
        <source>A client came without the server&apos;s API key.</source>
        <translation>Ein Client kam ohne den API-Schlüssel des Servers.</translation>
    </message>
    <message>
        <source>A client offered tools, and the server was started without tool calling.</source>
        <translation>Ein Client bot Werkzeuge an, und der Server wurde ohne Werkzeugaufrufe gestartet.</translation>
    </message>
    <message>
        <source>A dimension of the model ({size}) cannot be split over {cards} cards.</source>
        <translation>Eine Dimension des Modells ({size}) lässt sich nicht auf {cards} Karten aufteilen.</translation>
    </message>
    <message>
        <source>A file in memory could not be read: /dev/shm is full, or a model file is cut off.</source>
        <translation>Eine Datei im Speicher ließ sich nicht lesen: /dev/shm ist voll, oder eine Modelldatei ist abgeschnitten.</translation>
    </message>
    <message>
        <source>A fine-grained token must allow public gated repositories.</source>
        <translation>Ein fein abgestuftes Token muss öffentliche zugangsbeschränkte Repositorys erlauben.</translation>
    </message>
    <message>
        <source>A folder that the container needs is not there ({folder}).</source>
        <translation>Ein Ordner, den der Container braucht, ist nicht da ({folder}).</translation>
    </message>
    <message>
        <source>A kernel could not be compiled for this card.</source>
        <translation>Ein Kernel ließ sich für diese Karte nicht kompilieren.</translation>
    </message>
    <message>
        <source>A kernel failed on a card[: {what}].</source>
        <translation>Ein Kernel scheiterte auf einer Karte[: {what}].</translation>
    </message>
    <message>
        <source>A kernel has to be compiled at the start, and the image has no CUDA compiler.</source>
        <translation>Beim Start muss ein Kernel kompiliert werden, und das Image hat keinen CUDA-Compiler.</translation>
    </message>
    <message>
        <source>A kernel ran that CUDA graphs cannot record.</source>
        <translation>Es lief ein Kernel, den CUDA-Graphen nicht aufzeichnen können.</translation>
    </message>
    <message>
        <source>A model that knows YaRN can be stretched: --hf-overrides with its rope_parameters.</source>
        <translation>Ein Modell, das YaRN kennt, lässt sich strecken: --hf-overrides mit seinen rope_parameters.</translation>
    </message>
    <message>
        <source>A private image needs `docker login`.</source>
        <translation>Ein privates Image braucht `docker login`.</translation>
    </message>
    <message>
        <source>A private model needs your token; an expired one is worse than none (`hf auth whoami`).</source>
        <translation>Ein privates Modell braucht Ihr Token; ein abgelaufenes ist schlimmer als keines (`hf auth whoami`).</translation>
    </message>
    <message>
        <source>A process waits for another for more than {seconds} seconds: during a start it compiles; again and again, it hangs.</source>
        <translation>Ein Prozess wartet länger als {seconds} Sekunden auf einen anderen: Während eines Starts kompiliert er; immer wieder heißt, er hängt.</translation>
    </message>
    <message>
        <source>A request was longer than the server&apos;s {context} tokens of context.</source>
        <translation>Eine Anfrage war länger als die {context} Token Kontext des Servers.</translation>
    </message>
    <message>
        <source>A step of {tokens} tokens cannot serve {requests} requests at once.</source>
        <translation>Ein Schritt von {tokens} Token kann nicht {requests} Anfragen gleichzeitig bedienen.</translation>
    </message>
    <message>
        <source>A step of {tokens} tokens is smaller than the context of {context}, and chunked prefill is off.</source>
        <translation>Ein Schritt von {tokens} Token ist kleiner als der Kontext von {context}, und Chunked Prefill ist aus.</translation>
    </message>
    <message>
        <source>A worker process died[ (exit code {code})].</source>
        <translation>Ein Arbeitsprozess ist gestorben[ (Exit-Code {code})].</translation>
    </message>
    <message>
        <source>A worker process failed at its start; the reason stands in the log before.</source>
        <translation>Ein Arbeitsprozess ist beim Start gescheitert; der Grund steht weiter oben im Log.</translation>
    </message>
    <message>
        <source>Accept the licence on the model&apos;s page, with the account whose token you use.</source>
        <translation>Nehmen Sie auf der Seite des Modells die Lizenz an, mit dem Konto, dessen Token Sie benutzen.</translation>
    </message>
    <message>
        <source>After fine-tuning: save model and config.json together.</source>
        <translation>Nach dem Fine-Tuning: Speichern Sie Modell und config.json zusammen.</translation>
    </message>
    <message>
        <source>After the image&apos;s name write only the model and its options.</source>
        <translation>Schreiben Sie hinter den Namen des Images nur das Modell und seine Optionen.</translation>
    </message>
    <message>
        <source>Allow it once more.</source>
        <translation>Erlauben Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Allow pinned memory.</source>
        <translation>Fest zugeordneten Speicher (pinned memory) erlauben.</translation>
    </message>
    <message>
        <source>Allow that rank.</source>
        <translation>Erlauben Sie diesen Rang.</translation>
    </message>
    <message>
        <source>Another program gave GPU memory back while vLLM measured it[ ({before} GiB were free, then {after})].</source>
        <translation>Ein anderes Programm gab GPU-Speicher zurück, während vLLM ihn maß[ ({before} GiB waren frei, dann {after})].</translation>
    </message>
    <message>
        <source>Ask for the driver&apos;s compute libraries.</source>
        <translation>Verlangen Sie die Compute-Bibliotheken des Treibers.</translation>
    </message>
    <message>
        <source>At the first start of a configuration (0.26 and later): start it once more, as compiling takes room only once.</source>
        <translation>Beim ersten Start einer Konfiguration (ab 0.26): Starten Sie noch einmal, denn das Kompilieren braucht nur einmal Platz.</translation>
    </message>
    <message>
        <source>Begin each process anew.</source>
        <translation>Jeden Prozess frisch beginnen.</translation>
    </message>
    <message>
        <source>CUDA was in use before vLLM split into processes.</source>
        <translation>CUDA war in Gebrauch, bevor sich vLLM in Prozesse teilte.</translation>
    </message>
    <message>
        <source>CUDA&apos;s forward compatibility was tried on a card that has none (error 804).</source>
        <translation>Die Vorwärtskompatibilität von CUDA wurde auf einer Karte versucht, die sie nicht hat (Fehler 804).</translation>
    </message>
    <message>
        <source>Capture graphs for small batches only.</source>
        <translation>Graphen nur für kleine Batches aufzeichnen.</translation>
    </message>
    <message>
        <source>Check its name: the official one is vllm/vllm-openai.</source>
        <translation>Prüfen Sie seinen Namen: Das offizielle ist vllm/vllm-openai.</translation>
    </message>
    <message>
        <source>Check that your cache is mounted at /root/.cache/huggingface.</source>
        <translation>Prüfen Sie, dass Ihr Cache unter /root/.cache/huggingface eingebunden ist.</translation>
    </message>
    <message>
        <source>Check the model&apos;s files: fetch them again.</source>
        <translation>Prüfen Sie die Dateien des Modells: Holen Sie sie erneut.</translation>
    </message>
    <message>
        <source>Check the model&apos;s name or folder, and that the folder is mounted as the container sees it.</source>
        <translation>Prüfen Sie Namen oder Ordner des Modells, und dass der Ordner so eingebunden ist, wie der Container ihn sieht.</translation>
    </message>
    <message>
        <source>Check the name; capital letters count.</source>
        <translation>Prüfen Sie den Namen; Großbuchstaben zählen.</translation>
    </message>
    <message>
        <source>Check the network and the proxy (HTTPS_PROXY) from inside the container.</source>
        <translation>Prüfen Sie Netzwerk und Proxy (HTTPS_PROXY) vom Inneren des Containers aus.</translation>
    </message>
    <message>
        <source>Check the network, and the proxy in Docker&apos;s own settings.</source>
        <translation>Prüfen Sie das Netzwerk und den Proxy in den eigenen Einstellungen von Docker.</translation>
    </message>
    <message>
        <source>Choose a model that vLLM runs with its own code.</source>
        <translation>Wählen Sie ein Modell, das vLLM mit eigenem Code betreibt.</translation>
    </message>
    <message>
        <source>Choose a newer release of vLLM.</source>
        <translation>Wählen Sie eine neuere Version von vLLM.</translation>
    </message>
    <message>
        <source>Choose a port above 1024 that the system does not keep for itself.</source>
        <translation>Wählen Sie einen Port über 1024, den das System nicht für sich behält.</translation>
    </message>
    <message>
        <source>Choose a smaller format of the model.</source>
        <translation>Wählen Sie ein kleineres Format des Modells.</translation>
    </message>
    <message>
        <source>Choose a split whose number of cards is a multiple of the machines.</source>
        <translation>Wählen Sie eine Aufteilung, deren Kartenzahl ein Vielfaches der Rechner ist.</translation>
    </message>
    <message>
        <source>Choose an FP8, AWQ, GPTQ or NVFP4 checkpoint of the model.</source>
        <translation>Wählen Sie einen Checkpoint des Modells in FP8, AWQ, GPTQ oder NVFP4.</translation>
    </message>
    <message>
        <source>Choose an FP8, AWQ, GPTQ, compressed-tensors or NVFP4 checkpoint of the model.</source>
        <translation>Wählen Sie einen Checkpoint des Modells in FP8, AWQ, GPTQ, compressed-tensors oder NVFP4.</translation>
    </message>
    <message>
        <source>Choose an image with CUDA 13.</source>
        <translation>Wählen Sie ein Image mit CUDA 13.</translation>
    </message>
    <message>
        <source>Choose another attention backend (--attention-backend) or another format of the model.</source>
        <translation>Wählen Sie ein anderes Attention-Backend (--attention-backend) oder ein anderes Format des Modells.</translation>
    </message>
    <message>
        <source>Choose another format of the model, made by its own makers or by llm-compressor.</source>
        <translation>Wählen Sie ein anderes Format des Modells, von seinen Herausgebern selbst oder von llm-compressor gemacht.</translation>
    </message>
    <message>
        <source>Choose another format of the model.</source>
        <translation>Wählen Sie ein anderes Format des Modells.</translation>
    </message>
    <message>
        <source>Choose another format of the model: AWQ and GPTQ run from 7.5 on, FP8 from 8.9.</source>
        <translation>Wählen Sie ein anderes Format des Modells: AWQ und GPTQ laufen ab 7.5, FP8 ab 8.9.</translation>
    </message>
    <message>
        <source>Choose another format of the model: AWQ and GPTQ run from 7.5 on.</source>
        <translation>Wählen Sie ein anderes Format des Modells: AWQ und GPTQ laufen ab 7.5.</translation>
    </message>
    <message>
        <source>Choose another port.</source>
        <translation>Wählen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>Choose another release of vLLM, or another driver.</source>
        <translation>Wählen Sie eine andere Version von vLLM oder einen anderen Treiber.</translation>
    </message>
    <message>
        <source>Choose another release, or an image for this processor.</source>
        <translation>Wählen Sie eine andere Version oder ein Image für diesen Prozessor.</translation>
    </message>
    <message>
        <source>Choose another release; `docker manifest inspect vllm/vllm-openai:v0.33.0` tells whether a tag exists.</source>
        <translation>Wählen Sie eine andere Version; `docker manifest inspect vllm/vllm-openai:v0.33.0` zeigt, ob es ein Tag gibt.</translation>
    </message>
    <message>
        <source>Choose one of the names that the log lists, or leave --reasoning-parser out.</source>
        <translation>Wählen Sie einen der Namen, die das Log aufführt, oder lassen Sie --reasoning-parser weg.</translation>
    </message>
    <message>
        <source>Choose one of the names that the log lists.</source>
        <translation>Wählen Sie einen der Namen, die das Log aufführt.</translation>
    </message>
    <message>
        <source>Choose the --tool-call-parser of this model&apos;s family.</source>
        <translation>Wählen Sie den --tool-call-parser der Familie dieses Modells.</translation>
    </message>
    <message>
        <source>Choose the model&apos;s Instruct variant.</source>
        <translation>Wählen Sie die Instruct-Variante des Modells.</translation>
    </message>
    <message>
        <source>Choosing the next token for {requests} requests at once does not fit on the card.</source>
        <translation>Das nächste Token für {requests} Anfragen gleichzeitig zu wählen passt nicht auf die Karte.</translation>
    </message>
    <message>
        <source>Close other programs, or raise the container&apos;s memory limit.</source>
        <translation>Schließen Sie andere Programme, oder heben Sie die Speichergrenze des Containers an.</translation>
    </message>
    <message>
        <source>Close other programs, or raise the limit (`--memory`, .wslconfig, Docker Desktop&apos;s settings).</source>
        <translation>Schließen Sie andere Programme, oder heben Sie die Grenze an (`--memory`, .wslconfig, Einstellungen von Docker Desktop).</translation>
    </message>
    <message>
        <source>Code was compiled for a newer CUDA than this driver knows.</source>
        <translation>Code wurde für ein neueres CUDA kompiliert, als dieser Treiber kennt.</translation>
    </message>
    <message>
        <source>Compute in bfloat16.</source>
        <translation>In bfloat16 rechnen.</translation>
    </message>
    <message>
        <source>Compute in float16.</source>
        <translation>In float16 rechnen.</translation>
    </message>
    <message>
        <source>Compute in float32, where the card is older than Ampere (twice the memory).</source>
        <translation>In float32 rechnen, wenn die Karte älter als Ampere ist (doppelter Speicher).</translation>
    </message>
    <message>
        <source>Copies of a dense model cannot be balanced from outside this way.</source>
        <translation>Kopien eines dichten Modells lassen sich so nicht von außen ausbalancieren.</translation>
    </message>
    <message>
        <source>Do without CUDA graphs.</source>
        <translation>Auf CUDA-Graphen verzichten.</translation>
    </message>
    <message>
        <source>Do without compilation (avoids most of it).</source>
        <translation>Auf das Kompilieren verzichten (vermeidet das meiste davon).</translation>
    </message>
    <message>
        <source>Do without compilation and CUDA graphs.</source>
        <translation>Auf Kompilieren und CUDA-Graphen verzichten.</translation>
    </message>
    <message>
        <source>Do without expert parallelism.</source>
        <translation>Auf Experten-Parallelität verzichten.</translation>
    </message>
    <message>
        <source>Do without vLLM&apos;s own all-reduce.</source>
        <translation>Auf das eigene All-Reduce von vLLM verzichten.</translation>
    </message>
    <message>
        <source>Docker 25 to 28.1: switch the feature cdi on in /etc/docker/daemon.json, and restart Docker.</source>
        <translation>Docker 25 bis 28.1: Schalten Sie in /etc/docker/daemon.json das Feature cdi ein und starten Sie Docker neu.</translation>
    </message>
    <message>
        <source>Docker Hub allows no more pulls from this address for now.</source>
        <translation>Docker Hub erlaubt von dieser Adresse vorerst keine weiteren Pulls.</translation>
    </message>
    <message>
        <source>Docker cannot hand GPUs to a container: the NVIDIA Container Toolkit is missing, or Docker was not restarted after its installation.</source>
        <translation>Docker kann einem Container keine GPUs übergeben: Das NVIDIA Container Toolkit fehlt, oder Docker wurde nach dessen Installation nicht neu gestartet.</translation>
    </message>
    <message>
        <source>Docker cannot reach the registry[ {host}].</source>
        <translation>Docker erreicht die Registry nicht[: {host}].</translation>
    </message>
    <message>
        <source>Docker from a snap and Docker Desktop for Linux see no GPU: use the distribution&apos;s or Docker&apos;s own package.</source>
        <translation>Docker aus einem Snap und Docker Desktop für Linux sehen keine GPU: Benutzen Sie das Paket der Distribution oder das von Docker selbst.</translation>
    </message>
    <message>
        <source>Docker from a snap, in a VM or Docker Desktop for Linux cannot see the driver.</source>
        <translation>Docker aus einem Snap, in einer VM oder Docker Desktop für Linux sieht den Treiber nicht.</translation>
    </message>
    <message>
        <source>Docker knows no runtime named {runtime}.</source>
        <translation>Docker kennt keine Runtime namens {runtime}.</translation>
    </message>
    <message>
        <source>Docker runs without root rights here, and NVIDIA&apos;s toolkit is not set up for that.</source>
        <translation>Docker läuft hier ohne Root-Rechte, und das Toolkit von NVIDIA ist dafür nicht eingerichtet.</translation>
    </message>
    <message>
        <source>Docker runs, but this user may not use it.</source>
        <translation>Docker läuft, aber dieser Benutzer darf es nicht verwenden.</translation>
    </message>
    <message>
        <source>Else read the first traceback above it.</source>
        <translation>Sonst lesen Sie den ersten Traceback darüber.</translation>
    </message>
    <message>
        <source>End the other programs (`nvidia-smi` lists them); a server that was just stopped takes some seconds to give its memory back.</source>
        <translation>Beenden Sie die anderen Programme (`nvidia-smi` führt sie auf); ein eben gestoppter Server braucht einige Sekunden, um seinen Speicher freizugeben.</translation>
    </message>
    <message>
        <source>Expert parallelism was asked for, but the model has no experts.</source>
        <translation>Experten-Parallelität wurde verlangt, aber das Modell hat keine Experten.</translation>
    </message>
    <message>
        <source>Fast downloads were asked for, and the image lacks the package for them.</source>
        <translation>Schnelle Downloads wurden verlangt, und dem Image fehlt das Paket dafür.</translation>
    </message>
    <message>
        <source>Fetch by plain HTTP.</source>
        <translation>Über einfaches HTTP holen.</translation>
    </message>
    <message>
        <source>Fetch the model before the start (`hf download MODEL`), and keep it on a fast disk.</source>
        <translation>Holen Sie das Modell vor dem Start (`hf download MODEL`) und halten Sie es auf einem schnellen Datenträger.</translation>
    </message>
    <message>
        <source>Fetch the whole model again: its files may be of two versions.</source>
        <translation>Holen Sie das ganze Modell erneut: Seine Dateien stammen vielleicht aus zwei Versionen.</translation>
    </message>
    <message>
        <source>Fetch the whole model again; a GGUF file alone is not enough.</source>
        <translation>Holen Sie das ganze Modell erneut; eine GGUF-Datei allein genügt nicht.</translation>
    </message>
    <message>
        <source>Fetch the whole model: tokenizer.json or tokenizer.model must be there.</source>
        <translation>Holen Sie das ganze Modell: tokenizer.json oder tokenizer.model muss da sein.</translation>
    </message>
    <message>
        <source>Fetch without it.</source>
        <translation>Ohne es holen.</translation>
    </message>
    <message>
        <source>Finish the download: `hf download MODEL`.</source>
        <translation>Beenden Sie den Download: `hf download MODEL`.</translation>
    </message>
    <message>
        <source>Free some space: `docker system df` shows what Docker holds, `docker image prune` removes images that nothing uses.</source>
        <translation>Schaffen Sie Platz: `docker system df` zeigt, was Docker belegt, `docker image prune` entfernt Images, die nichts benutzt.</translation>
    </message>
    <message>
        <source>GGUF and bitsandbytes need a plugin since they left vLLM.</source>
        <translation>GGUF und bitsandbytes brauchen ein Plugin, seit sie nicht mehr in vLLM sind.</translation>
    </message>
    <message>
        <source>Give --node-rank 0 to the first machine, 1 and so on to the others (with --headless).</source>
        <translation>Geben Sie dem ersten Rechner --node-rank 0, den anderen 1 und so fort (mit --headless).</translation>
    </message>
    <message>
        <source>Give each card a whole vision tower.</source>
        <translation>Jeder Karte einen ganzen Vision-Turm geben.</translation>
    </message>
    <message>
        <source>Give each process a card of its own: look at CUDA_VISIBLE_DEVICES and --device-ids.</source>
        <translation>Geben Sie jedem Prozess eine eigene Karte: Sehen Sie CUDA_VISIBLE_DEVICES und --device-ids an.</translation>
    </message>
    <message>
        <source>Give every machine `--network host`, the same image and options, and open the port.</source>
        <translation>Geben Sie jedem Rechner `--network host`, dasselbe Image und dieselben Optionen, und öffnen Sie den Port.</translation>
    </message>
    <message>
        <source>Give it one; a value that begins with a dash is written {argument}=VALUE.</source>
        <translation>Geben Sie einen an; ein Wert, der mit einem Strich beginnt, wird {argument}=VALUE geschrieben.</translation>
    </message>
    <message>
        <source>Give one number a stage, so that they add up to the model&apos;s layers.</source>
        <translation>Geben Sie eine Zahl je Stufe an, die zusammen die Schichten des Modells ergeben.</translation>
    </message>
    <message>
        <source>Give the folder on this machine to you: `sudo chown -R $USER ~/.cache/huggingface`.</source>
        <translation>Übertragen Sie den Ordner auf diesem Rechner an sich: `sudo chown -R $USER ~/.cache/huggingface`.</translation>
    </message>
    <message>
        <source>Hand more cards to the container.</source>
        <translation>Übergeben Sie dem Container mehr Karten.</translation>
    </message>
    <message>
        <source>Hand the GPUs over with `--gpus` instead.</source>
        <translation>Übergeben Sie die GPUs stattdessen mit `--gpus`.</translation>
    </message>
    <message>
        <source>Hand the GPUs over with `--gpus`, and check `nvidia-smi` inside the container.</source>
        <translation>Übergeben Sie die GPUs mit `--gpus` und prüfen Sie `nvidia-smi` im Container.</translation>
    </message>
    <message>
        <source>Hand the GPUs over with `--gpus`.</source>
        <translation>Übergeben Sie die GPUs mit `--gpus`.</translation>
    </message>
    <message>
        <source>Hand the cards over by number (0,1) instead of UUID.</source>
        <translation>Übergeben Sie die Karten nach Nummer (0,1) statt nach UUID.</translation>
    </message>
    <message>
        <source>INT8 checkpoints have no fast kernel on this generation of GPU.</source>
        <translation>INT8-Checkpoints haben auf dieser GPU-Generation keinen schnellen Kernel.</translation>
    </message>
    <message>
        <source>If it goes on: keep the cards from reading each other&apos;s memory.</source>
        <translation>Geht es so weiter: die Karten davon abhalten, den Speicher der anderen zu lesen.</translation>
    </message>
    <message>
        <source>If it happened while the weights were loaded: choose a smaller format of the model, or quantize while loading (--quantization fp8).</source>
        <translation>Geschah es beim Laden der Gewichte: Wählen Sie ein kleineres Format des Modells, oder quantisieren Sie beim Laden (--quantization fp8).</translation>
    </message>
    <message>
        <source>If the repository brings its own code, agree to it: --trust-remote-code.</source>
        <translation>Bringt das Repository eigenen Code mit, stimmen Sie ihm zu: --trust-remote-code.</translation>
    </message>
    <message>
        <source>If the repository brings its own tokenizer: read that code; then run it.</source>
        <translation>Bringt das Repository einen eigenen Tokenizer mit: Lesen Sie diesen Code; führen Sie ihn dann aus.</translation>
    </message>
    <message>
        <source>In a git clone run `git lfs pull`; else fetch the model again.</source>
        <translation>In einem Git-Klon führen Sie `git lfs pull` aus; sonst holen Sie das Modell erneut.</translation>
    </message>
    <message>
        <source>Install Docker: `sudo apt-get install docker.io`.</source>
        <translation>Installieren Sie Docker: `sudo apt-get install docker.io`.</translation>
    </message>
    <message>
        <source>Install it with `sudo apt-get install nvidia-container-toolkit`, then `sudo nvidia-ctk runtime configure --runtime=docker` and `sudo systemctl restart docker`.</source>
        <translation>Installieren Sie es mit `sudo apt-get install nvidia-container-toolkit`, dann `sudo nvidia-ctk runtime configure --runtime=docker` und `sudo systemctl restart docker`.</translation>
    </message>
    <message>
        <source>Install it: `sudo apt-get install docker-compose-plugin`.</source>
        <translation>Installieren Sie es: `sudo apt-get install docker-compose-plugin`.</translation>
    </message>
    <message>
        <source>Install the driver again for this kernel.</source>
        <translation>Installieren Sie den Treiber erneut für diesen Linux-Kernel.</translation>
    </message>
    <message>
        <source>Install the driver and check with `nvidia-smi`.</source>
        <translation>Installieren Sie den Treiber und prüfen Sie mit `nvidia-smi`.</translation>
    </message>
    <message>
        <source>It failed the same way twice, so Rigwise stopped it.</source>
        <translation>Er scheiterte zweimal auf dieselbe Weise, daher hat Rigwise ihn gestoppt.</translation>
    </message>
    <message>
        <source>Keep a mixture&apos;s experts whole.</source>
        <translation>Die Experten eines MoE-Modells ganz halten.</translation>
    </message>
    <message>
        <source>Keep it in the model&apos;s own type.</source>
        <translation>Ihn im Typ des Modells halten.</translation>
    </message>
    <message>
        <source>Keep less in the machine&apos;s memory: lower --cpu-offload-gb, --kv-offloading-size and --mm-processor-cache-gb.</source>
        <translation>Halten Sie weniger im Arbeitsspeicher: Senken Sie --cpu-offload-gb, --kv-offloading-size und --mm-processor-cache-gb.</translation>
    </message>
    <message>
        <source>Keep one of the two.</source>
        <translation>Behalten Sie eines von beiden.</translation>
    </message>
    <message>
        <source>Keep the KV cache in FP8 (e4m3).</source>
        <translation>Den KV-Cache in FP8 (e4m3) halten.</translation>
    </message>
    <message>
        <source>Keep the KV cache in FP8.</source>
        <translation>Den KV-Cache in FP8 halten.</translation>
    </message>
    <message>
        <source>Keep the KV cache in FP8: twice the tokens.</source>
        <translation>Den KV-Cache in FP8 halten: doppelt so viele Token.</translation>
    </message>
    <message>
        <source>Keep the KV cache in the model&apos;s own type.</source>
        <translation>Den KV-Cache im Typ des Modells halten.</translation>
    </message>
    <message>
        <source>Keep the cards from reading each other&apos;s memory (if it hangs).</source>
        <translation>Die Karten davon abhalten, den Speicher der anderen zu lesen (wenn es hängt).</translation>
    </message>
    <message>
        <source>Keep the cards from reading each other&apos;s memory.</source>
        <translation>Die Karten davon abhalten, den Speicher der anderen zu lesen.</translation>
    </message>
    <message>
        <source>Leave --attention-backend out: vLLM chooses one that runs.</source>
        <translation>--attention-backend weglassen: vLLM wählt eines, das läuft.</translation>
    </message>
    <message>
        <source>Leave --attention-backend out: vLLM chooses.</source>
        <translation>--attention-backend weglassen: vLLM wählt.</translation>
    </message>
    <message>
        <source>Leave --quantization out.</source>
        <translation>--quantization weglassen.</translation>
    </message>
    <message>
        <source>Leave --quantization out: the checkpoint says it itself.</source>
        <translation>--quantization weglassen: Der Checkpoint sagt es selbst.</translation>
    </message>
    <message>
        <source>Leave --revision out, or name one that is there.</source>
        <translation>Lassen Sie --revision weg, oder nennen Sie eine, die es gibt.</translation>
    </message>
    <message>
        <source>Leave CUDA&apos;s forward compatibility off.</source>
        <translation>Die Vorwärtskompatibilität von CUDA abgeschaltet lassen.</translation>
    </message>
    <message>
        <source>Leave `--runtime nvidia` out; `--gpus` is enough.</source>
        <translation>Lassen Sie `--runtime nvidia` weg; `--gpus` genügt.</translation>
    </message>
    <message>
        <source>Leave a little more of each card free.</source>
        <translation>Von jeder Karte etwas mehr frei lassen.</translation>
    </message>
    <message>
        <source>Leave both to vLLM.</source>
        <translation>Beides vLLM überlassen.</translation>
    </message>
    <message>
        <source>Leave the block size to vLLM.</source>
        <translation>Die Blockgröße vLLM überlassen.</translation>
    </message>
    <message>
        <source>Leave the context to the model.</source>
        <translation>Den Kontext dem Modell überlassen.</translation>
    </message>
    <message>
        <source>Leave the partition to vLLM.</source>
        <translation>Die Aufteilung vLLM überlassen.</translation>
    </message>
    <message>
        <source>Leave the step to vLLM.</source>
        <translation>Den Schritt vLLM überlassen.</translation>
    </message>
    <message>
        <source>Let CUDA say where.</source>
        <translation>CUDA sagen lassen, wo.</translation>
    </message>
    <message>
        <source>Let Docker start the server again after a crash: restart policy unless-stopped.</source>
        <translation>Lassen Sie Docker den Server nach einem Absturz wieder starten: Restart-Policy unless-stopped.</translation>
    </message>
    <message>
        <source>Let NCCL say more.</source>
        <translation>NCCL mehr sagen lassen.</translation>
    </message>
    <message>
        <source>Let Triton use the image&apos;s own compiler.</source>
        <translation>Triton den Compiler des Images benutzen lassen.</translation>
    </message>
    <message>
        <source>Let the container use its own CUDA: no LD_LIBRARY_PATH and no CUDA folders from the machine.</source>
        <translation>Lassen Sie den Container sein eigenes CUDA benutzen: kein LD_LIBRARY_PATH und keine CUDA-Ordner vom Rechner.</translation>
    </message>
    <message>
        <source>Let the server ask the Hub.</source>
        <translation>Den Server den Hub fragen lassen.</translation>
    </message>
    <message>
        <source>Let transformers compute it (slower).</source>
        <translation>transformers es rechnen lassen (langsamer).</translation>
    </message>
    <message>
        <source>Let vLLM take what is free.</source>
        <translation>vLLM nehmen lassen, was frei ist.</translation>
    </message>
    <message>
        <source>Let vLLM test the path itself.</source>
        <translation>vLLM den Weg selbst prüfen lassen.</translation>
    </message>
    <message>
        <source>Let vLLM use more of each card.</source>
        <translation>vLLM mehr von jeder Karte nutzen lassen.</translation>
    </message>
    <message>
        <source>Linux under Windows has no pinned memory unless it is allowed, and this needs some.</source>
        <translation>Linux unter Windows hat ohne Erlaubnis keinen fest zugeordneten Speicher (pinned memory), und dies braucht welchen.</translation>
    </message>
    <message>
        <source>Linux under Windows sees no GPU.</source>
        <translation>Linux unter Windows sieht keine GPU.</translation>
    </message>
    <message>
        <source>List the cards with `nvidia-smi -L` and choose among those.</source>
        <translation>Führen Sie mit `nvidia-smi -L` die Karten auf und wählen Sie unter diesen.</translation>
    </message>
    <message>
        <source>Log in (`hf auth login`): the limit of people without an account is low. Else wait.</source>
        <translation>Melden Sie sich an (`hf auth login`): Die Grenze ohne Konto ist niedrig. Sonst warten Sie.</translation>
    </message>
    <message>
        <source>Log in again: `hf auth login`; an expired token has to be made anew on the Hub.</source>
        <translation>Melden Sie sich erneut an: `hf auth login`; ein abgelaufenes Token muss auf dem Hub neu erzeugt werden.</translation>
    </message>
    <message>
        <source>Log in with `hf auth login`; Rigwise hands the token&apos;s file to the container.</source>
        <translation>Melden Sie sich mit `hf auth login` an; Rigwise übergibt dem Container die Datei des Tokens.</translation>
    </message>
    <message>
        <source>Lower the power limit (`sudo nvidia-smi -pl`), or set the slot to an older PCIe generation in the BIOS.</source>
        <translation>Senken Sie die Leistungsgrenze (`sudo nvidia-smi -pl`), oder stellen Sie den Steckplatz im BIOS auf eine ältere PCIe-Generation.</translation>
    </message>
    <message>
        <source>Machines are counted from 0 to {most}.</source>
        <translation>Rechner werden von 0 bis {most} gezählt.</translation>
    </message>
    <message>
        <source>Make it, or choose another one.</source>
        <translation>Legen Sie ihn an, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Mistral&apos;s own repositories want --config-format mistral --load-format mistral --tokenizer-mode mistral, or none of the three.</source>
        <translation>Die eigenen Repositorys von Mistral verlangen --config-format mistral --load-format mistral --tokenizer-mode mistral, oder keines der drei.</translation>
    </message>
    <message>
        <source>Models of the type {type} are not stable in float16.</source>
        <translation>Modelle vom Typ {type} sind in float16 nicht stabil.</translation>
    </message>
    <message>
        <source>Mount the file, and name its path inside the container.</source>
        <translation>Binden Sie die Datei ein und nennen Sie ihren Pfad im Container.</translation>
    </message>
    <message>
        <source>Mount the model&apos;s folder, and name the path inside the container.</source>
        <translation>Binden Sie den Ordner des Modells ein und nennen Sie den Pfad im Container.</translation>
    </message>
    <message>
        <source>NCCL failed in a call to CUDA: the path between the cards, their memory, or a mixed driver.</source>
        <translation>NCCL scheiterte bei einem Aufruf von CUDA: der Weg zwischen den Karten, ihr Speicher oder ein gemischter Treiber.</translation>
    </message>
    <message>
        <source>NCCL failed in a call to the system: mostly too little shared memory, else the network.</source>
        <translation>NCCL scheiterte bei einem Aufruf des Systems: meist zu wenig Shared Memory, sonst das Netzwerk.</translation>
    </message>
    <message>
        <source>NCCL gave up[: {why}].</source>
        <translation>NCCL gab auf[: {why}].</translation>
    </message>
    <message>
        <source>NCCL&apos;s shared memory does not fit into the container&apos;s /dev/shm.</source>
        <translation>Das Shared Memory von NCCL passt nicht in /dev/shm des Containers.</translation>
    </message>
    <message>
        <source>Name the folder that holds config.json (inside snapshots), not models--org--name.</source>
        <translation>Nennen Sie den Ordner mit config.json (in snapshots), nicht models--org--name.</translation>
    </message>
    <message>
        <source>Name the parser of the model&apos;s family: --tool-call-parser.</source>
        <translation>Nennen Sie den Parser der Modellfamilie: --tool-call-parser.</translation>
    </message>
    <message>
        <source>Name the right network: GLOO_SOCKET_IFNAME, NCCL_SOCKET_IFNAME and VLLM_HOST_IP.</source>
        <translation>Nennen Sie das richtige Netzwerk: GLOO_SOCKET_IFNAME, NCCL_SOCKET_IFNAME und VLLM_HOST_IP.</translation>
    </message>
    <message>
        <source>Native code crashed (segmentation fault): mixed libraries, a broken path between the cards, or failing memory.</source>
        <translation>Nativer Code ist abgestürzt (Segmentation Fault): gemischte Bibliotheken, ein gestörter Weg zwischen den Karten oder defekter Speicher.</translation>
    </message>
    <message>
        <source>No CDI description on this machine names the device[ {device}].</source>
        <translation>Keine CDI-Beschreibung auf diesem Rechner nennt das Gerät[ {device}].</translation>
    </message>
    <message>
        <source>No attention backend can do all that was asked of it on this card.</source>
        <translation>Kein Attention-Backend kann auf dieser Karte alles, was von ihm verlangt wurde.</translation>
    </message>
    <message>
        <source>No container engine answers[ at {socket}].</source>
        <translation>Keine Container-Engine antwortet[ unter {socket}].</translation>
    </message>
    <message>
        <source>On Ampere: FlashInfer with fp8_e5m2.</source>
        <translation>Auf Ampere: FlashInfer mit fp8_e5m2.</translation>
    </message>
    <message>
        <source>On data-centre cards only: VLLM_ENABLE_CUDA_COMPATIBILITY=1.</source>
        <translation>Nur auf Rechenzentrumskarten: VLLM_ENABLE_CUDA_COMPATIBILITY=1.</translation>
    </message>
    <message>
        <source>One of the weight files is cut off: an interrupted copy or a full disk.</source>
        <translation>Eine der Gewichtsdateien ist abgeschnitten: eine unterbrochene Kopie oder ein voller Datenträger.</translation>
    </message>
    <message>
        <source>One of the weight files is not what its name says: mostly a Git-LFS pointer instead of the file.</source>
        <translation>Eine der Gewichtsdateien ist nicht, was ihr Name sagt: meist ein Git-LFS-Zeiger statt der Datei.</translation>
    </message>
    <message>
        <source>One request of {context} tokens does not fit into the KV cache[: it needs {needed} GiB, and {there} GiB are there].</source>
        <translation>Eine Anfrage mit {context} Token passt nicht in den KV-Cache[: Nötig sind {needed} GiB, und {there} GiB sind da].</translation>
    </message>
    <message>
        <source>One step[ ({method})] took longer than vLLM waits.</source>
        <translation>Ein Schritt[ ({method})] dauerte länger, als vLLM wartet.</translation>
    </message>
    <message>
        <source>Only {have} of {want} processes came together within {seconds} seconds.</source>
        <translation>Nur {have} von {want} Prozessen fanden sich in {seconds} Sekunden zusammen.</translation>
    </message>
    <message>
        <source>Or bring your own: --tool-parser-plugin FILE.</source>
        <translation>Oder bringen Sie einen eigenen mit: --tool-parser-plugin FILE.</translation>
    </message>
    <message>
        <source>Or choose an image for CUDA 12.9, if this release has one (its tag ends in -cu129).</source>
        <translation>Oder wählen Sie ein Image für CUDA 12.9, wenn diese Version eines hat (sein Tag endet auf -cu129).</translation>
    </message>
    <message>
        <source>Or choose an image for an older CUDA, if this release has one (its tag ends in -cu129).</source>
        <translation>Oder wählen Sie ein Image für ein älteres CUDA, wenn diese Version eines hat (sein Tag endet auf -cu129).</translation>
    </message>
    <message>
        <source>Or choose an image for an older CUDA.</source>
        <translation>Oder wählen Sie ein Image für ein älteres CUDA.</translation>
    </message>
    <message>
        <source>Or choose another name.</source>
        <translation>Oder wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Or end every program on the GPUs and load the nvidia modules anew.</source>
        <translation>Oder beenden Sie jedes Programm auf den GPUs und laden Sie die nvidia-Module neu.</translation>
    </message>
    <message>
        <source>Or fetch the model first: `hf download MODEL`.</source>
        <translation>Oder holen Sie das Modell zuerst: `hf download MODEL`.</translation>
    </message>
    <message>
        <source>Or give it a template: --chat-template FILE; /v1/completions works without.</source>
        <translation>Oder geben Sie ihm eine Vorlage: --chat-template FILE; /v1/completions geht ohne.</translation>
    </message>
    <message>
        <source>Or hand the GPUs over by CDI.</source>
        <translation>Oder übergeben Sie die GPUs über CDI.</translation>
    </message>
    <message>
        <source>Or install the plugin that the log names.</source>
        <translation>Oder installieren Sie das Plugin, das das Log nennt.</translation>
    </message>
    <message>
        <source>Or keep the cache on a larger disk (HF_HOME).</source>
        <translation>Oder halten Sie den Cache auf einem größeren Datenträger (HF_HOME).</translation>
    </message>
    <message>
        <source>Or leave --enable-auto-tool-choice out.</source>
        <translation>Oder lassen Sie --enable-auto-tool-choice weg.</translation>
    </message>
    <message>
        <source>Or load the image from a file: `docker load`.</source>
        <translation>Oder laden Sie das Image aus einer Datei: `docker load`.</translation>
    </message>
    <message>
        <source>Or move Docker&apos;s data-root to a larger disk.</source>
        <translation>Oder verlegen Sie data-root von Docker auf einen größeren Datenträger.</translation>
    </message>
    <message>
        <source>Or name the program: `--entrypoint vllm IMAGE serve MODEL …`.</source>
        <translation>Oder nennen Sie das Programm: `--entrypoint vllm IMAGE serve MODEL …`.</translation>
    </message>
    <message>
        <source>Or name the user: -e USER=vllm -e TORCHINDUCTOR_CACHE_DIR=/tmp/inductor.</source>
        <translation>Oder nennen Sie den Benutzer: -e USER=vllm -e TORCHINDUCTOR_CACHE_DIR=/tmp/inductor.</translation>
    </message>
    <message>
        <source>Or register it: `sudo nvidia-ctk runtime configure --runtime=docker`, then restart Docker.</source>
        <translation>Oder melden Sie sie an: `sudo nvidia-ctk runtime configure --runtime=docker`, und starten Sie dann Docker neu.</translation>
    </message>
    <message>
        <source>Or serve it under that name too: --served-model-name.</source>
        <translation>Oder bieten Sie es auch unter diesem Namen an: --served-model-name.</translation>
    </message>
    <message>
        <source>Or set up rootless Docker.</source>
        <translation>Oder richten Sie Docker ohne Root ein.</translation>
    </message>
    <message>
        <source>Or stop the program or container that holds it (`ss -ltnp` shows it).</source>
        <translation>Oder stoppen Sie das Programm oder den Container, der ihn hält (`ss -ltnp` zeigt es).</translation>
    </message>
    <message>
        <source>Or stop the program that holds it (`ss -ltnp` shows it).</source>
        <translation>Oder stoppen Sie das Programm, das ihn hält (`ss -ltnp` zeigt es).</translation>
    </message>
    <message>
        <source>Or take another model&apos;s: --tokenizer BASE_MODEL. Mistral&apos;s own repositories want --tokenizer-mode mistral.</source>
        <translation>Oder nehmen Sie den eines anderen Modells: --tokenizer BASE_MODEL. Die eigenen Repositorys von Mistral verlangen --tokenizer-mode mistral.</translation>
    </message>
    <message>
        <source>Or take the base model&apos;s: --tokenizer BASE_MODEL.</source>
        <translation>Oder nehmen Sie den des Basismodells: --tokenizer BASE_MODEL.</translation>
    </message>
    <message>
        <source>Or use a mirror (HF_ENDPOINT), or a folder with the model&apos;s files.</source>
        <translation>Oder benutzen Sie einen Spiegel (HF_ENDPOINT) oder einen Ordner mit den Dateien des Modells.</translation>
    </message>
    <message>
        <source>Other programs hold memory on card {card}: {free} of {total} GiB are free, and the server was told to take {wanted}.</source>
        <translation>Andere Programme belegen Speicher auf Karte {card}: {free} von {total} GiB sind frei, und der Server sollte {wanted} nehmen.</translation>
    </message>
    <message>
        <source>Port {port} of this machine is in use by another program.</source>
        <translation>Port {port} dieses Rechners wird von einem anderen Programm benutzt.</translation>
    </message>
    <message>
        <source>Put the model before the options.</source>
        <translation>Setzen Sie das Modell vor die Optionen.</translation>
    </message>
    <message>
        <source>Quantize to FP8 while loading.</source>
        <translation>Beim Laden auf FP8 quantisieren.</translation>
    </message>
    <message>
        <source>RTX 50 cards need an image with CUDA 12.8 or newer: choose the latest.</source>
        <translation>RTX-50-Karten brauchen ein Image mit CUDA 12.8 oder neuer: Wählen Sie das neueste.</translation>
    </message>
    <message>
        <source>Raise the context, if the memory allows it.</source>
        <translation>Heben Sie den Kontext an, wenn der Speicher es erlaubt.</translation>
    </message>
    <message>
        <source>Ray was asked for and is not in the image.</source>
        <translation>Ray wurde verlangt und ist nicht im Image.</translation>
    </message>
    <message>
        <source>Read that code; then run it.</source>
        <translation>Lesen Sie diesen Code; führen Sie ihn dann aus.</translation>
    </message>
    <message>
        <source>Read the first traceback above it.</source>
        <translation>Lesen Sie den ersten Traceback darüber.</translation>
    </message>
    <message>
        <source>Read the first traceback above this line: a broken dependency, no memory, or no GPU.</source>
        <translation>Lesen Sie den ersten Traceback über dieser Zeile: eine gestörte Abhängigkeit, kein Speicher oder keine GPU.</translation>
    </message>
    <message>
        <source>Read the log below; the first error in it is usually the cause.</source>
        <translation>Lesen Sie das Log unten; der erste Fehler darin ist meist die Ursache.</translation>
    </message>
    <message>
        <source>Read the traceback that follows it.</source>
        <translation>Lesen Sie den Traceback, der darauf folgt.</translation>
    </message>
    <message>
        <source>Read what another worker said before: one that died takes the others along.</source>
        <translation>Lesen Sie, was ein anderer Worker vorher sagte: Einer, der stirbt, reißt die anderen mit.</translation>
    </message>
    <message>
        <source>Record only pieces of the model.</source>
        <translation>Nur Stücke des Modells aufzeichnen.</translation>
    </message>
    <message>
        <source>Remove a wrong CUDA_VISIBLE_DEVICES: inside the container the cards count from 0.</source>
        <translation>Entfernen Sie ein falsches CUDA_VISIBLE_DEVICES: Im Container zählen die Karten ab 0.</translation>
    </message>
    <message>
        <source>Remove it, or look up its present name: `vllm serve --help=all`.</source>
        <translation>Entfernen Sie sie, oder schlagen Sie ihren heutigen Namen nach: `vllm serve --help=all`.</translation>
    </message>
    <message>
        <source>Remove it, or use the option that took its place (--attention-backend for VLLM_ATTENTION_BACKEND).</source>
        <translation>Entfernen Sie sie, oder benutzen Sie die Option, die sie abgelöst hat (--attention-backend für VLLM_ATTENTION_BACKEND).</translation>
    </message>
    <message>
        <source>Remove models that you no longer use: `hf cache ls`, `hf cache rm`.</source>
        <translation>Entfernen Sie Modelle, die Sie nicht mehr benutzen: `hf cache ls`, `hf cache rm`.</translation>
    </message>
    <message>
        <source>Remove that file and fetch the model again (`hf download` compares sizes).</source>
        <translation>Entfernen Sie diese Datei und holen Sie das Modell erneut (`hf download` vergleicht Größen).</translation>
    </message>
    <message>
        <source>Remove the container and start it again.</source>
        <translation>Entfernen Sie den Container und starten Sie ihn neu.</translation>
    </message>
    <message>
        <source>Renew the list: `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`, then `nvidia-ctk cdi list`.</source>
        <translation>Erneuern Sie die Liste: `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`, dann `nvidia-ctk cdi list`.</translation>
    </message>
    <message>
        <source>Restart the machine, and check power cables and riser.</source>
        <translation>Starten Sie den Rechner neu und prüfen Sie Stromkabel und Riser.</translation>
    </message>
    <message>
        <source>Restart the machine.</source>
        <translation>Starten Sie den Rechner neu.</translation>
    </message>
    <message>
        <source>Run `docker context ls`, and `unset DOCKER_HOST` if it names another place.</source>
        <translation>Führen Sie `docker context ls` aus und `unset DOCKER_HOST`, wenn es einen anderen Ort nennt.</translation>
    </message>
    <message>
        <source>Run `sudo modprobe nvidia` and read `sudo dmesg`: Secure Boot may refuse the module, or it was not built for this kernel.</source>
        <translation>Führen Sie `sudo modprobe nvidia` aus und lesen Sie `sudo dmesg`: Vielleicht lehnt Secure Boot das Modul ab, oder es wurde nicht für diesen Linux-Kernel gebaut.</translation>
    </message>
    <message>
        <source>Run `sudo nvidia-ctk config --set nvidia-container-cli.no-cgroups --in-place`, then try again.</source>
        <translation>Führen Sie `sudo nvidia-ctk config --set nvidia-container-cli.no-cgroups --in-place` aus und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Run `sudo usermod -aG docker $USER`, then log out and in again; members of that group rule the machine.</source>
        <translation>Führen Sie `sudo usermod -aG docker $USER` aus und melden Sie sich ab und wieder an; Mitglieder dieser Gruppe beherrschen den Rechner.</translation>
    </message>
    <message>
        <source>Run the container as root, as its image does.</source>
        <translation>Betreiben Sie den Container als Root, wie sein Image es tut.</translation>
    </message>
    <message>
        <source>Run the processes without Ray.</source>
        <translation>Die Prozesse ohne Ray betreiben.</translation>
    </message>
    <message>
        <source>Sample without FlashInfer.</source>
        <translation>Ohne FlashInfer samplen.</translation>
    </message>
    <message>
        <source>Say so beforehand, and the message goes.</source>
        <translation>Sagen Sie es vorher, dann verschwindet die Meldung.</translation>
    </message>
    <message>
        <source>See that the cache&apos;s disk has room.</source>
        <translation>Sorgen Sie dafür, dass der Datenträger des Caches Platz hat.</translation>
    </message>
    <message>
        <source>Send the header `Authorization: Bearer KEY` with the key that the server was started with.</source>
        <translation>Senden Sie den Header `Authorization: Bearer KEY` mit dem Schlüssel, mit dem der Server gestartet wurde.</translation>
    </message>
    <message>
        <source>Serve at most 32 requests at once.</source>
        <translation>Höchstens 32 Anfragen gleichzeitig bedienen.</translation>
    </message>
    <message>
        <source>Serve at most {limit} requests at once.</source>
        <translation>Höchstens {limit} Anfragen gleichzeitig bedienen.</translation>
    </message>
    <message>
        <source>Serve at most {tokens} requests at once.</source>
        <translation>Höchstens {tokens} Anfragen gleichzeitig bedienen.</translation>
    </message>
    <message>
        <source>Serve fewer requests at once, which needs fewer graphs.</source>
        <translation>Weniger Anfragen gleichzeitig bedienen, was weniger Graphen braucht.</translation>
    </message>
    <message>
        <source>Serve fewer requests at once.</source>
        <translation>Weniger Anfragen gleichzeitig bedienen.</translation>
    </message>
    <message>
        <source>Several machines need no Ray either: --nnodes, --node-rank, --master-addr.</source>
        <translation>Auch mehrere Rechner brauchen kein Ray: --nnodes, --node-rank, --master-addr.</translation>
    </message>
    <message>
        <source>Several machines: set NCCL_SOCKET_IFNAME, and use `--network host`.</source>
        <translation>Mehrere Rechner: Setzen Sie NCCL_SOCKET_IFNAME und benutzen Sie `--network host`.</translation>
    </message>
    <message>
        <source>Shorten the request, or ask for fewer new tokens (max_tokens).</source>
        <translation>Kürzen Sie die Anfrage, oder verlangen Sie weniger neue Token (max_tokens).</translation>
    </message>
    <message>
        <source>Speculative decoding was set in two ways at once.</source>
        <translation>Spekulatives Decoding wurde auf zwei Arten zugleich gesetzt.</translation>
    </message>
    <message>
        <source>Split over a number of cards that divides {heads}.</source>
        <translation>Auf eine Kartenzahl aufteilen, die {heads} teilt.</translation>
    </message>
    <message>
        <source>Split over fewer cards.</source>
        <translation>Auf weniger Karten aufteilen.</translation>
    </message>
    <message>
        <source>Split over more cards.</source>
        <translation>Auf mehr Karten aufteilen.</translation>
    </message>
    <message>
        <source>Split over the[ {cards}] cards that are there.</source>
        <translation>Auf die[ {cards}] Karten aufteilen, die da sind.</translation>
    </message>
    <message>
        <source>Split the layers themselves (tensor parallel).</source>
        <translation>Die Schichten selbst teilen (Tensor-Parallelität).</translation>
    </message>
    <message>
        <source>Split this way, a layer&apos;s share ({width}) is no whole number of quantization groups[ of {group}].</source>
        <translation>So aufgeteilt ist der Anteil einer Schicht ({width}) keine ganze Zahl von Quantisierungsgruppen[ zu {group}].</translation>
    </message>
    <message>
        <source>Split this way, a layer&apos;s share is no whole number of FP8 blocks[ of {block}].</source>
        <translation>So aufgeteilt ist der Anteil einer Schicht keine ganze Zahl von FP8-Blöcken[ zu {block}].</translation>
    </message>
    <message>
        <source>Split this way, a quantized layer becomes narrower ({width}) than the kernel&apos;s tile ({tile}).</source>
        <translation>So aufgeteilt wird eine quantisierte Schicht schmaler ({width}) als die Kachel des Kernels ({tile}).</translation>
    </message>
    <message>
        <source>Spread the layers over the cards instead.</source>
        <translation>Die Schichten stattdessen auf die Karten verteilen.</translation>
    </message>
    <message>
        <source>Start again once `nvidia-smi` shows steady figures; start servers one after the other.</source>
        <translation>Starten Sie erneut, sobald `nvidia-smi` ruhige Zahlen zeigt; starten Sie Server einen nach dem anderen.</translation>
    </message>
    <message>
        <source>Start again; what was fetched is kept.</source>
        <translation>Starten Sie erneut; was geholt wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Start an independent server for each copy, without --data-parallel-rank.</source>
        <translation>Starten Sie für jede Kopie einen unabhängigen Server, ohne --data-parallel-rank.</translation>
    </message>
    <message>
        <source>Start it again when you need it.</source>
        <translation>Starten Sie ihn wieder, wenn Sie ihn brauchen.</translation>
    </message>
    <message>
        <source>Start it again; `sudo dmesg | grep -i oom` tells whether memory ran out.</source>
        <translation>Starten Sie ihn wieder; `sudo dmesg | grep -i oom` sagt, ob der Speicher ausging.</translation>
    </message>
    <message>
        <source>Start it with `sudo systemctl start docker` (or start Docker Desktop).</source>
        <translation>Starten Sie es mit `sudo systemctl start docker` (oder starten Sie Docker Desktop).</translation>
    </message>
    <message>
        <source>Start it: `sudo systemctl enable --now nvidia-fabricmanager` (of the driver&apos;s very version).</source>
        <translation>Starten Sie ihn: `sudo systemctl enable --now nvidia-fabricmanager` (in genau der Version des Treibers).</translation>
    </message>
    <message>
        <source>Start that one again, or remove it with `docker rm {name}`.</source>
        <translation>Starten Sie diesen wieder, oder entfernen Sie ihn mit `docker rm {name}`.</translation>
    </message>
    <message>
        <source>Start the container with `--ipc host` (or `--shm-size 16g`).</source>
        <translation>Starten Sie den Container mit `--ipc host` (oder `--shm-size 16g`).</translation>
    </message>
    <message>
        <source>Start the container with `--ipc host`.</source>
        <translation>Starten Sie den Container mit `--ipc host`.</translation>
    </message>
    <message>
        <source>Start with --enable-auto-tool-choice and the --tool-call-parser of the model&apos;s family.</source>
        <translation>Starten Sie mit --enable-auto-tool-choice und dem --tool-call-parser der Modellfamilie.</translation>
    </message>
    <message>
        <source>Start with `--gpus` instead of `--runtime nvidia` or CDI, so that the machine&apos;s libcuda is used.</source>
        <translation>Starten Sie mit `--gpus` statt `--runtime nvidia` oder CDI, damit die libcuda des Rechners benutzt wird.</translation>
    </message>
    <message>
        <source>Switch IOMMU translation off (iommu=pt) or ACS in the BIOS.</source>
        <translation>Schalten Sie die IOMMU-Übersetzung (iommu=pt) oder ACS im BIOS ab.</translation>
    </message>
    <message>
        <source>The CUDA graphs did not fit beside the KV cache.</source>
        <translation>Die CUDA-Graphen passten nicht neben den KV-Cache.</translation>
    </message>
    <message>
        <source>The CUDA library inside the image and this machine&apos;s driver do not go together (error 803).</source>
        <translation>Die CUDA-Bibliothek im Image und der Treiber dieses Rechners passen nicht zusammen (Fehler 803).</translation>
    </message>
    <message>
        <source>The Hub answers no more requests from this address for now.</source>
        <translation>Der Hub beantwortet von dieser Adresse vorerst keine Anfragen mehr.</translation>
    </message>
    <message>
        <source>The Hub does not accept the token.</source>
        <translation>Der Hub nimmt das Token nicht an.</translation>
    </message>
    <message>
        <source>The Hub knows no such model, or does not show it to you.</source>
        <translation>Der Hub kennt kein solches Modell oder zeigt es Ihnen nicht.</translation>
    </message>
    <message>
        <source>The NVIDIA driver is installed, but its kernel module is not loaded.</source>
        <translation>Der NVIDIA-Treiber ist installiert, aber sein Kernelmodul ist nicht geladen.</translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old for the image&apos;s CUDA[ (it offers {found})].</source>
        <translation>Der NVIDIA-Treiber ist zu alt für das CUDA des Images[ (er bietet {found})].</translation>
    </message>
    <message>
        <source>The NVIDIA driver was updated, but the old kernel module is still loaded.</source>
        <translation>Der NVIDIA-Treiber wurde aktualisiert, aber das alte Kernelmodul ist noch geladen.</translation>
    </message>
    <message>
        <source>The adapter&apos;s rank {rank} is above the {limit} that the server was started for.</source>
        <translation>Der Rang {rank} des Adapters liegt über den {limit}, für die der Server gestartet wurde.</translation>
    </message>
    <message>
        <source>The attention backend {backend} does not fit this model on this card[: {reason}].</source>
        <translation>Das Attention-Backend {backend} passt auf dieser Karte nicht zu diesem Modell[: {reason}].</translation>
    </message>
    <message>
        <source>The card&apos;s memory ran out[: {size} {unit} more were needed][ on card {card} of {total} GiB].</source>
        <translation>Der Speicher der Karte ging aus[: Es fehlten {size} {unit}][ auf Karte {card} mit {total} GiB].</translation>
    </message>
    <message>
        <source>The cards are joined by NVSwitch, whose service (NVIDIA Fabric Manager) does not run.</source>
        <translation>Die Karten sind über NVSwitch verbunden, dessen Dienst (NVIDIA Fabric Manager) nicht läuft.</translation>
    </message>
    <message>
        <source>The cards waited for each other in vain[ ({what})]: the path between them is announced but does not work, or one process died.</source>
        <translation>Die Karten warteten vergeblich aufeinander[ ({what})]: Der Weg zwischen ihnen ist angekündigt, geht aber nicht, oder ein Prozess ist gestorben.</translation>
    </message>
    <message>
        <source>The chat template {path} is not there as the container sees it.</source>
        <translation>Die Chat-Vorlage {path} ist aus Sicht des Containers nicht da.</translation>
    </message>
    <message>
        <source>The checkpoint holds weights that this release does not know for the model[: {weight}].</source>
        <translation>Der Checkpoint enthält Gewichte, die diese Version für das Modell nicht kennt[: {weight}].</translation>
    </message>
    <message>
        <source>The checkpoint is not quantized, and {method} cannot quantize it while loading.</source>
        <translation>Der Checkpoint ist nicht quantisiert, und {method} kann ihn nicht beim Laden quantisieren.</translation>
    </message>
    <message>
        <source>The checkpoint is quantized as {checkpoint}, not as {asked}.</source>
        <translation>Der Checkpoint ist als {checkpoint} quantisiert, nicht als {asked}.</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s number format needs a newer GPU[: compute capability {needed} (times ten), and the card has {card}].</source>
        <translation>Das Zahlenformat des Checkpoints braucht eine neuere GPU[: Compute Capability {needed} (mal zehn), und die Karte hat {card}].</translation>
    </message>
    <message>
        <source>The checkpoint&apos;s weights are not of the shape that its config.json tells.</source>
        <translation>Die Gewichte des Checkpoints haben nicht die Form, die seine config.json nennt.</translation>
    </message>
    <message>
        <source>The compiler in the image does not know this GPU[ ({arch})].</source>
        <translation>Der Compiler im Image kennt diese GPU nicht[ ({arch})].</translation>
    </message>
    <message>
        <source>The container cannot reach the Hub.</source>
        <translation>Der Container erreicht den Hub nicht.</translation>
    </message>
    <message>
        <source>The container&apos;s shared memory is too small[: {needed} MiB are needed, {free} are free].</source>
        <translation>Das Shared Memory des Containers ist zu klein[: {needed} MiB sind nötig, {free} sind frei].</translation>
    </message>
    <message>
        <source>The disk that Docker keeps its images on is full.</source>
        <translation>Der Datenträger, auf dem Docker seine Images hält, ist voll.</translation>
    </message>
    <message>
        <source>The disk that holds the model cache is full.</source>
        <translation>Der Datenträger mit dem Modell-Cache ist voll.</translation>
    </message>
    <message>
        <source>The docker command is not on this machine.</source>
        <translation>Der Befehl docker ist nicht auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The driver&apos;s library did not reach the container.</source>
        <translation>Die Bibliothek des Treibers kam nicht im Container an.</translation>
    </message>
    <message>
        <source>The engine died while it served; the reason stands in the log before.</source>
        <translation>Die Engine starb im Betrieb; der Grund steht weiter oben im Log.</translation>
    </message>
    <message>
        <source>The engine failed at its start; the reason stands in the traceback beside this line.</source>
        <translation>Die Engine ist beim Start gescheitert; der Grund steht im Traceback neben dieser Zeile.</translation>
    </message>
    <message>
        <source>The image has no build for this machine&apos;s processor[ ({platform})].</source>
        <translation>Das Image ist nicht für den Prozessor dieses Rechners gebaut[ ({platform})].</translation>
    </message>
    <message>
        <source>The image has no program {program} to start: it is not made like vllm/vllm-openai.</source>
        <translation>Das Image hat kein Programm {program} zum Starten: Es ist nicht wie vllm/vllm-openai gemacht.</translation>
    </message>
    <message>
        <source>The image holds no code for this generation of GPU.</source>
        <translation>Das Image enthält keinen Code für diese GPU-Generation.</translation>
    </message>
    <message>
        <source>The image lacks the Python module {module}.</source>
        <translation>Dem Image fehlt das Python-Modul {module}.</translation>
    </message>
    <message>
        <source>The image needs CUDA {cuda}, which is more than this machine&apos;s NVIDIA driver offers.</source>
        <translation>Das Image braucht CUDA {cuda}; so viel bietet der NVIDIA-Treiber dieses Rechners nicht.</translation>
    </message>
    <message>
        <source>The image runs `vllm serve` by itself; the command said it once more.</source>
        <translation>Das Image führt `vllm serve` von selbst aus; der Befehl sagte es noch einmal.</translation>
    </message>
    <message>
        <source>The image&apos;s entry point is `vllm serve` already: only the model and its options follow the image&apos;s name.</source>
        <translation>Der Entrypoint des Images ist schon `vllm serve`: Hinter den Namen des Images gehören nur das Modell und seine Optionen.</translation>
    </message>
    <message>
        <source>The image&apos;s transformers does not know models of the type {type}.</source>
        <translation>transformers im Image kennt keine Modelle vom Typ {type}.</translation>
    </message>
    <message>
        <source>The log ends where the cards first talk to each other: if nothing follows for two minutes, the path between them hangs.</source>
        <translation>Das Log endet, wo die Karten zum ersten Mal miteinander sprechen: Folgt zwei Minuten lang nichts, hängt der Weg zwischen ihnen.</translation>
    </message>
    <message>
        <source>The log lists what each backend cannot do: undo that.</source>
        <translation>Das Log zählt auf, was jedes Backend nicht kann: Nehmen Sie das zurück.</translation>
    </message>
    <message>
        <source>The model has no chat template: it continues texts but does not chat.</source>
        <translation>Das Modell hat keine Chat-Vorlage: Es setzt Texte fort, chattet aber nicht.</translation>
    </message>
    <message>
        <source>The model has no such branch, tag or commit.</source>
        <translation>Das Modell hat keinen solchen Branch, kein solches Tag und keinen solchen Commit.</translation>
    </message>
    <message>
        <source>The model has to be the first word after `vllm serve`.</source>
        <translation>Das Modell muss das erste Wort nach `vllm serve` sein.</translation>
    </message>
    <message>
        <source>The model is gated: its licence has to be accepted, and the container needs your Hub token.</source>
        <translation>Das Modell ist zugangsbeschränkt: Seine Lizenz muss angenommen sein, und der Container braucht Ihr Hub-Token.</translation>
    </message>
    <message>
        <source>The model&apos;s files are not in the cache, and the Hub may not be asked (HF_HUB_OFFLINE).</source>
        <translation>Die Dateien des Modells sind nicht im Cache, und der Hub darf nicht gefragt werden (HF_HUB_OFFLINE).</translation>
    </message>
    <message>
        <source>The model&apos;s repository brings Python code, which runs only if you agree.</source>
        <translation>Das Repository des Modells bringt Python-Code mit, der nur läuft, wenn Sie zustimmen.</translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer could not be loaded.</source>
        <translation>Der Tokenizer des Modells ließ sich nicht laden.</translation>
    </message>
    <message>
        <source>The port[ {port}] is taken where the server listens.</source>
        <translation>Der Port[ {port}] ist dort, wo der Server lauscht, schon vergeben.</translation>
    </message>
    <message>
        <source>The processes could not reach each other over the network[: {why}].</source>
        <translation>Die Prozesse erreichten einander nicht über das Netzwerk[: {why}].</translation>
    </message>
    <message>
        <source>The quantization {method} does not compute in {dtype}.</source>
        <translation>Die Quantisierung {method} rechnet nicht in {dtype}.</translation>
    </message>
    <message>
        <source>The quantization {method} needs a newer GPU: compute capability {needed} (times ten), and the card has {card}.</source>
        <translation>Die Quantisierung {method} braucht eine neuere GPU: Compute Capability {needed} (mal zehn), und die Karte hat {card}.</translation>
    </message>
    <message>
        <source>The registry has no image {image}, or does not show it to you.</source>
        <translation>Die Registry hat kein Image {image} oder zeigt es Ihnen nicht.</translation>
    </message>
    <message>
        <source>The running container lost its rights to the GPUs, as after `systemctl daemon-reload`.</source>
        <translation>Der laufende Container verlor seine Rechte an den GPUs, wie nach `systemctl daemon-reload`.</translation>
    </message>
    <message>
        <source>The server asked for a card that it was not given.</source>
        <translation>Der Server verlangte eine Karte, die ihm nicht gegeben wurde.</translation>
    </message>
    <message>
        <source>The server gave up with exit code {code}.</source>
        <translation>Der Server gab mit Exit-Code {code} auf.</translation>
    </message>
    <message>
        <source>The server gave up with exit code {code}. It said: {said}</source>
        <translation>Der Server gab mit Exit-Code {code} auf. Er sagte: {said}</translation>
    </message>
    <message>
        <source>The server may not write into its cache[ ({path})].</source>
        <translation>Der Server darf nicht in seinen Cache schreiben[ ({path})].</translation>
    </message>
    <message>
        <source>The server sees no GPU.</source>
        <translation>Der Server sieht keine GPU.</translation>
    </message>
    <message>
        <source>The server was ended because this machine ran out of memory (RAM).</source>
        <translation>Der Server wurde beendet, weil diesem Rechner der Arbeitsspeicher (RAM) ausging.</translation>
    </message>
    <message>
        <source>The server was ended from outside (exit code {code}): by a person, by Docker&apos;s own end, or by the system because memory (RAM) ran out.</source>
        <translation>Der Server wurde von außen beendet (Exit-Code {code}): von einem Menschen, vom Ende von Docker selbst oder vom System, weil der Arbeitsspeicher (RAM) ausging.</translation>
    </message>
    <message>
        <source>The server was stopped.</source>
        <translation>Der Server wurde gestoppt.</translation>
    </message>
    <message>
        <source>The server&apos;s engine did not come up; the reason stands in the log before.</source>
        <translation>Die Engine des Servers kam nicht hoch; der Grund steht weiter oben im Log.</translation>
    </message>
    <message>
        <source>The split needs more cards than the server sees[: {world}, and there are {cards}].</source>
        <translation>Die Aufteilung braucht mehr Karten, als der Server sieht[: {world}, und es sind {cards} da].</translation>
    </message>
    <message>
        <source>The start took longer than vLLM waits[ ({seconds} s)].</source>
        <translation>Der Start dauerte länger, als vLLM wartet[ ({seconds} s)].</translation>
    </message>
    <message>
        <source>The system ended the server because the machine (or the container&apos;s limit) ran out of memory (RAM).</source>
        <translation>Das System beendete den Server, weil dem Rechner (oder der Grenze des Containers) der Arbeitsspeicher (RAM) ausging.</translation>
    </message>
    <message>
        <source>The tokenizer&apos;s files are missing, or of a kind that cannot be read here.</source>
        <translation>Die Dateien des Tokenizers fehlen oder sind von einer Art, die hier nicht lesbar ist.</translation>
    </message>
    <message>
        <source>The tool-call parser belongs to another family of models.</source>
        <translation>Der Parser für Werkzeugaufrufe gehört zu einer anderen Modellfamilie.</translation>
    </message>
    <message>
        <source>The transfer from the Hub broke off.</source>
        <translation>Die Übertragung vom Hub brach ab.</translation>
    </message>
    <message>
        <source>The user that the container runs as ({user}) has no name there.</source>
        <translation>Der Benutzer, als der der Container läuft ({user}), hat dort keinen Namen.</translation>
    </message>
    <message>
        <source>The value of --gpus lost its inner quotes, so that Docker read a card and a count.</source>
        <translation>Der Wert von --gpus verlor seine inneren Anführungszeichen, sodass Docker eine Karte und eine Anzahl las.</translation>
    </message>
    <message>
        <source>The weights and the work memory take all of vLLM&apos;s share of the card[ and {missing} GiB more]: nothing is left for the KV cache, and a shorter context changes nothing.</source>
        <translation>Die Gewichte und der Arbeitsspeicher nehmen den ganzen Anteil von vLLM an der Karte[ und {missing} GiB mehr]: für den KV-Cache bleibt nichts, und ein kürzerer Kontext ändert nichts.</translation>
    </message>
    <message>
        <source>The {card} (compute capability {capability}) cannot compute in bfloat16.</source>
        <translation>Die {card} (Compute Capability {capability}) kann nicht in bfloat16 rechnen.</translation>
    </message>
    <message>
        <source>The {card} cannot read an FP8 KV cache with the attention backend {backend}.</source>
        <translation>Die {card} kann mit dem Attention-Backend {backend} keinen FP8-KV-Cache lesen.</translation>
    </message>
    <message>
        <source>There is a configuration but no weights[ in {model}].</source>
        <translation>Es gibt eine Konfiguration, aber keine Gewichte[ in {model}].</translation>
    </message>
    <message>
        <source>There is already a container named {name}.</source>
        <translation>Es gibt schon einen Container namens {name}.</translation>
    </message>
    <message>
        <source>There is no GPU {device} in this machine.</source>
        <translation>Es gibt keine GPU {device} in diesem Rechner.</translation>
    </message>
    <message>
        <source>There is no NVIDIA driver where Docker runs.</source>
        <translation>Wo Docker läuft, gibt es keinen NVIDIA-Treiber.</translation>
    </message>
    <message>
        <source>There is no config.json that vLLM can read in {model}.</source>
        <translation>In {model} gibt es keine config.json, die vLLM lesen kann.</translation>
    </message>
    <message>
        <source>There is no image[ {image}] by that tag.</source>
        <translation>Es gibt kein Image[ {image}] mit diesem Tag.</translation>
    </message>
    <message>
        <source>There is no model at {model} as the container sees it.</source>
        <translation>Aus Sicht des Containers gibt es kein Modell unter {model}.</translation>
    </message>
    <message>
        <source>These cards cannot reach each other&apos;s memory, so vLLM uses NCCL; that is normal for them.</source>
        <translation>Diese Karten erreichen den Speicher der anderen nicht, daher benutzt vLLM NCCL; das ist für sie normal.</translation>
    </message>
    <message>
        <source>This Docker has no Compose.</source>
        <translation>Dieses Docker hat kein Compose.</translation>
    </message>
    <message>
        <source>This Docker knows no CDI devices.</source>
        <translation>Dieses Docker kennt keine CDI-Geräte.</translation>
    </message>
    <message>
        <source>This kernel does not run on cards before Ampere (compute capability 8.0).</source>
        <translation>Dieser Kernel läuft nicht auf Karten vor Ampere (Compute Capability 8.0).</translation>
    </message>
    <message>
        <source>This machine does not let Docker open that port.</source>
        <translation>Dieser Rechner erlaubt Docker nicht, diesen Port zu öffnen.</translation>
    </message>
    <message>
        <source>This quantization is being taken out of vLLM, and has to be allowed.</source>
        <translation>Diese Quantisierung wird aus vLLM entfernt und muss erlaubt werden.</translation>
    </message>
    <message>
        <source>This release has no attention backend named {name}.</source>
        <translation>Diese Version hat kein Attention-Backend namens {name}.</translation>
    </message>
    <message>
        <source>This release has no reasoning parser named {parser}.</source>
        <translation>Diese Version hat keinen Reasoning-Parser namens {parser}.</translation>
    </message>
    <message>
        <source>This release has no tool-call parser named {parser}.</source>
        <translation>Diese Version hat keinen Parser für Werkzeugaufrufe namens {parser}.</translation>
    </message>
    <message>
        <source>This release knows no KV cache of the type {value}.</source>
        <translation>Diese Version kennt keinen KV-Cache vom Typ {value}.</translation>
    </message>
    <message>
        <source>This release of vLLM cannot run models of the kind {architecture}.</source>
        <translation>Diese Version von vLLM kann Modelle der Art {architecture} nicht betreiben.</translation>
    </message>
    <message>
        <source>This release of vLLM does not know the quantization {method}.</source>
        <translation>Diese Version von vLLM kennt die Quantisierung {method} nicht.</translation>
    </message>
    <message>
        <source>This release of vLLM does not know {arguments}.</source>
        <translation>Diese Version von vLLM kennt {arguments} nicht.</translation>
    </message>
    <message>
        <source>This release reads the names of cards as numbers, and got {device}.</source>
        <translation>Diese Version liest die Namen von Karten als Zahlen und bekam {device}.</translation>
    </message>
    <message>
        <source>To keep it from happening again, hand GPUs over by CDI, or set native.cgroupdriver=cgroupfs in Docker&apos;s daemon.json.</source>
        <translation>Damit es nicht wieder geschieht, übergeben Sie GPUs über CDI, oder setzen Sie in daemon.json von Docker native.cgroupdriver=cgroupfs.</translation>
    </message>
    <message>
        <source>Tool calling was asked for without the parser that reads it.</source>
        <translation>Werkzeugaufrufe wurden ohne den Parser verlangt, der sie liest.</translation>
    </message>
    <message>
        <source>Triton needs a C compiler, and the image has none.</source>
        <translation>Triton braucht einen C-Compiler, und das Image hat keinen.</translation>
    </message>
    <message>
        <source>Try Triton&apos;s kernel.</source>
        <translation>Versuchen Sie den Kernel von Triton.</translation>
    </message>
    <message>
        <source>Two packages in the image were built for different versions of each other.</source>
        <translation>Zwei Pakete im Image wurden für verschiedene Versionen voneinander gebaut.</translation>
    </message>
    <message>
        <source>Two processes were given the same card.</source>
        <translation>Zwei Prozesse bekamen dieselbe Karte.</translation>
    </message>
    <message>
        <source>Under SELinux, mount it with the option z.</source>
        <translation>Unter SELinux binden Sie ihn mit der Option z ein.</translation>
    </message>
    <message>
        <source>Update WSL: `wsl --update`.</source>
        <translation>Aktualisieren Sie WSL: `wsl --update`.</translation>
    </message>
    <message>
        <source>Update the NVIDIA driver of Windows, run `wsl --update`, and remove any Linux driver inside WSL.</source>
        <translation>Aktualisieren Sie den NVIDIA-Treiber von Windows, führen Sie `wsl --update` aus und entfernen Sie jeden Linux-Treiber in WSL.</translation>
    </message>
    <message>
        <source>Update the NVIDIA driver: CUDA 13 needs 580 or newer.</source>
        <translation>Aktualisieren Sie den NVIDIA-Treiber: CUDA 13 braucht 580 oder neuer.</translation>
    </message>
    <message>
        <source>Update the driver to that of the image&apos;s CUDA or newer.</source>
        <translation>Aktualisieren Sie den Treiber auf den des CUDA im Image oder neuer.</translation>
    </message>
    <message>
        <source>Update the driver, so that the image&apos;s CUDA needs no such help.</source>
        <translation>Aktualisieren Sie den Treiber, damit das CUDA des Images keine solche Hilfe braucht.</translation>
    </message>
    <message>
        <source>Update the driver.</source>
        <translation>Aktualisieren Sie den Treiber.</translation>
    </message>
    <message>
        <source>Update the driver: images with CUDA 13 need 580 or newer.</source>
        <translation>Aktualisieren Sie den Treiber: Images mit CUDA 13 brauchen 580 oder neuer.</translation>
    </message>
    <message>
        <source>Use `--network host`.</source>
        <translation>Benutzen Sie `--network host`.</translation>
    </message>
    <message>
        <source>Use an attention backend that needs no compiling.</source>
        <translation>Benutzen Sie ein Attention-Backend, das nichts kompilieren muss.</translation>
    </message>
    <message>
        <source>Use another attention backend.</source>
        <translation>Ein anderes Attention-Backend benutzen.</translation>
    </message>
    <message>
        <source>Use one of[ these: {choices}].</source>
        <translation>Benutzen Sie eines von[ diesen: {choices}].</translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai unchanged, or install the module on top of it.</source>
        <translation>Benutzen Sie das Image vllm/vllm-openai unverändert, oder installieren Sie das Modul darauf.</translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai unchanged.</source>
        <translation>Benutzen Sie das Image vllm/vllm-openai unverändert.</translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai unchanged: it brings compiler and CUDA.</source>
        <translation>Benutzen Sie das Image vllm/vllm-openai unverändert: Es bringt Compiler und CUDA mit.</translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai unchanged: nothing installed on top.</source>
        <translation>Benutzen Sie das Image vllm/vllm-openai unverändert: ohne etwas, das darauf installiert ist.</translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai, or install gcc in yours.</source>
        <translation>Benutzen Sie das Image vllm/vllm-openai, oder installieren Sie gcc in Ihrem.</translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai, which has what it needs.</source>
        <translation>Benutzen Sie das Image vllm/vllm-openai, das alles Nötige hat.</translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai.</source>
        <translation>Benutzen Sie das Image vllm/vllm-openai.</translation>
    </message>
    <message>
        <source>Use the last release that had it.</source>
        <translation>Benutzen Sie die letzte Version, die es hatte.</translation>
    </message>
    <message>
        <source>Use the longest context that fits.</source>
        <translation>Den längsten Kontext benutzen, der passt.</translation>
    </message>
    <message>
        <source>Use the model&apos;s own {limit} tokens.</source>
        <translation>Die {limit} Token des Modells benutzen.</translation>
    </message>
    <message>
        <source>Use the name that /v1/models shows.</source>
        <translation>Benutzen Sie den Namen, den /v1/models zeigt.</translation>
    </message>
    <message>
        <source>Use {estimate} tokens of context.</source>
        <translation>{estimate} Token Kontext benutzen.</translation>
    </message>
    <message>
        <source>Use {tokens} tokens of context.</source>
        <translation>{tokens} Token Kontext benutzen.</translation>
    </message>
    <message>
        <source>VLLM_PP_LAYER_PARTITION does not fit the model or the number of stages.</source>
        <translation>VLLM_PP_LAYER_PARTITION passt nicht zum Modell oder zur Zahl der Stufen.</translation>
    </message>
    <message>
        <source>Wait an hour, or `docker login`.</source>
        <translation>Warten Sie eine Stunde, oder `docker login`.</translation>
    </message>
    <message>
        <source>Wait an hour.</source>
        <translation>Warten Sie eine Stunde.</translation>
    </message>
    <message>
        <source>Wait at first.</source>
        <translation>Warten Sie zunächst.</translation>
    </message>
    <message>
        <source>Wait longer for a step.</source>
        <translation>Auf einen Schritt länger warten.</translation>
    </message>
    <message>
        <source>With `--user`, point HF_HOME and VLLM_CACHE_ROOT to folders that user may write.</source>
        <translation>Mit `--user` lassen Sie HF_HOME und VLLM_CACHE_ROOT auf Ordner zeigen, die dieser Benutzer beschreiben darf.</translation>
    </message>
    <message>
        <source>With slow disks: wait longer.</source>
        <translation>Bei langsamen Datenträgern: länger warten.</translation>
    </message>
    <message>
        <source>With toolkit 1.18 or newer, switch on the service nvidia-cdi-refresh.</source>
        <translation>Mit Toolkit 1.18 oder neuer schalten Sie den Dienst nvidia-cdi-refresh ein.</translation>
    </message>
    <message>
        <source>Work in smaller steps.</source>
        <translation>In kleineren Schritten arbeiten.</translation>
    </message>
    <message>
        <source>Write `--gpus &apos;&quot;device=0,1&quot;&apos;`: the double quotes belong to the value.</source>
        <translation>Schreiben Sie `--gpus &apos;&quot;device=0,1&quot;&apos;`: Die doppelten Anführungszeichen gehören zum Wert.</translation>
    </message>
    <message>
        <source>Write `--runner pooling` for embedding, reranking and reward models; text generation needs nothing.</source>
        <translation>Schreiben Sie `--runner pooling` für Embedding-, Reranking- und Reward-Modelle; Texterzeugung braucht nichts.</translation>
    </message>
    <message>
        <source>Write it as JSON in single quotes, or with dots: `--limit-mm-per-prompt.image 2`.</source>
        <translation>Schreiben Sie es als JSON in einfachen Anführungszeichen oder mit Punkten: `--limit-mm-per-prompt.image 2`.</translation>
    </message>
    <message>
        <source>Write options in full; --device no longer exists, leave it out.</source>
        <translation>Schreiben Sie Optionen aus; --device gibt es nicht mehr, lassen Sie es weg.</translation>
    </message>
    <message>
        <source>`docker inspect -f &apos;{{{{.State.OOMKilled}}}}&apos;` tells whether it was memory; a stop that took too long ends the same way.</source>
        <translation>`docker inspect -f &apos;{{{{.State.OOMKilled}}}}&apos;` sagt, ob es der Speicher war; ein Stopp, der zu lange dauerte, endet ebenso.</translation>
    </message>
    <message>
        <source>vLLM cannot spread this model&apos;s layers over cards.</source>
        <translation>vLLM kann die Schichten dieses Modells nicht auf Karten verteilen.</translation>
    </message>
    <message>
        <source>vLLM could not load its own code for {architecture}; the reason stands in the log before.</source>
        <translation>vLLM konnte seinen eigenen Code für {architecture} nicht laden; der Grund steht weiter oben im Log.</translation>
    </message>
    <message>
        <source>vLLM found no kind of accelerator that it knows: no GPU reached the container.</source>
        <translation>vLLM fand keine Art von Beschleuniger, die es kennt: Keine GPU kam im Container an.</translation>
    </message>
    <message>
        <source>vLLM needs compute capability 7.5 (Turing) or newer; older cards need an old release.</source>
        <translation>vLLM braucht Compute Capability 7.5 (Turing) oder neuer; ältere Karten brauchen eine alte Version.</translation>
    </message>
    <message>
        <source>{architecture} was taken out of vLLM[ after {release}].</source>
        <translation>{architecture} wurde aus vLLM entfernt[, nach {release}].</translation>
    </message>
    <message>
        <source>{argument} does not take {value}.</source>
        <translation>{argument} nimmt {value} nicht an.</translation>
    </message>
    <message>
        <source>{argument} is an abbreviation that could mean {options}.</source>
        <translation>{argument} ist eine Abkürzung, die {options} bedeuten könnte.</translation>
    </message>
    <message>
        <source>{argument} wants JSON, and did not get it.</source>
        <translation>{argument} verlangt JSON und bekam keines.</translation>
    </message>
    <message>
        <source>{argument} wants a value: {wanted}.</source>
        <translation>{argument} verlangt einen Wert: {wanted}.</translation>
    </message>
    <message>
        <source>{asked} tokens of context are more than the {limit} that the model was made for.</source>
        <translation>{asked} Token Kontext sind mehr als die {limit}, für die das Modell gemacht wurde.</translation>
    </message>
    <message>
        <source>{heads} attention heads cannot be shared by {tp} cards.</source>
        <translation>{heads} Attention-Köpfe lassen sich nicht auf {tp} Karten verteilen.</translation>
    </message>
    <message>
        <source>{nodes} machines cannot share {world} cards evenly.</source>
        <translation>{nodes} Rechner können sich {world} Karten nicht gleichmäßig teilen.</translation>
    </message>
    <message>
        <source>{requests} requests at once need more recurrent states than the {limit} that fit.</source>
        <translation>{requests} Anfragen gleichzeitig brauchen mehr rekurrente Zustände als die {limit}, die passen.</translation>
    </message>
    <message>
        <source>{step} Or: {other}</source>
        <translation>{step} Oder: {other}</translation>
    </message>
    <message>
        <source>{variable} means nothing to this release.</source>
        <translation>{variable} bedeutet dieser Version nichts.</translation>
    </message>
</context>
<context>
    <name>fit page</name>
    <message>
        <source> tokens</source>
        <translation> Token</translation>
    </message>
    <message>
        <source>&amp;Context</source>
        <translation>&amp;Kontext</translation>
    </message>
    <message>
        <source>&amp;KV cache in</source>
        <translation>KV-&amp;Cache in</translation>
    </message>
    <message>
        <source>&amp;Share of each card</source>
        <translation>&amp;Anteil jeder Karte</translation>
    </message>
    <message>
        <source>About {likely:,.0f} tokens a second for one request ({low:,.0f} to {high:,.0f}); the first token of {context:,} after {first:,.1f} s.</source>
        <translation>Etwa {likely:,.0f} Token pro Sekunde für eine Anfrage ({low:,.0f} bis {high:,.0f}); das erste Token von {context:,} nach {first:,.1f} s.</translation>
    </message>
    <message>
        <source>About {likely:,.0f} tokens a second for one request, measured here on {day}; the first token of {context:,} after {first:,.1f} s.</source>
        <translation>Etwa {likely:,.0f} Token pro Sekunde für eine Anfrage, hier gemessen am {day}; das erste Token von {context:,} nach {first:,.1f} s.</translation>
    </message>
    <message>
        <source>Approximate: {reason}.</source>
        <translation>Ungefähr: {reason}.</translation>
    </message>
    <message>
        <source>Choose a rig and a model first.</source>
        <translation>Wählen Sie zuerst einen Rechner und ein Modell.</translation>
    </message>
    <message>
        <source>Do without CUDA graphs (less memory, slower)</source>
        <translation>Auf CUDA-Graphen verzichten (weniger Speicher, langsamer)</translation>
    </message>
    <message>
        <source>Does it fit?</source>
        <translation>Passt es?</translation>
    </message>
    <message>
        <source>FP8, half the memory</source>
        <translation>FP8, halber Speicher</translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>Längster Kontext</translation>
    </message>
    <message>
        <source>One GPU</source>
        <translation>Eine GPU</translation>
    </message>
    <message>
        <source>Requests at once</source>
        <translation>Gleichzeitige Anfragen</translation>
    </message>
    <message>
        <source>Requests you want at &amp;once</source>
        <translation>&amp;Gewünschte gleichzeitige Anfragen</translation>
    </message>
    <message>
        <source>S&amp;plit</source>
        <translation>Auf&amp;teilung</translation>
    </message>
    <message>
        <source>Why this plan, and what to know</source>
        <translation>Warum dieser Plan, und was zu wissen ist</translation>
    </message>
    <message>
        <source>gpu_memory_utilization: what vLLM may take</source>
        <translation>gpu_memory_utilization: was vLLM nehmen darf</translation>
    </message>
    <message>
        <source>max_model_len: prompt and answer together</source>
        <translation>max_model_len: Eingabe und Antwort zusammen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>not even a short conversation fits</source>
        <translation>nicht einmal eine kurze Unterhaltung passt</translation>
    </message>
    <message>
        <source>of {tokens:,} tokens</source>
        <translation>mit {tokens:,} Token</translation>
    </message>
    <message>
        <source>of {tokens:,} tokens each, all at the same time</source>
        <translation>von je {tokens:,} Token, alle zur selben Zeit</translation>
    </message>
    <message>
        <source>only for the bar: how much of the KV cache they fill</source>
        <translation>nur für den Balken: wie viel vom KV-Cache sie füllen</translation>
    </message>
    <message>
        <source>pipeline {size}</source>
        <translation>Pipeline {size}</translation>
    </message>
    <message>
        <source>tensor parallel shares every layer; a pipeline passes from one card to the next</source>
        <translation>Tensor-Parallelität teilt jede Schicht; eine Pipeline reicht von Karte zu Karte weiter</translation>
    </message>
    <message>
        <source>tensor parallel {size}</source>
        <translation>Tensor-Parallelität {size}</translation>
    </message>
    <message>
        <source>the longest single conversation that fits</source>
        <translation>die längste einzelne Unterhaltung, die passt</translation>
    </message>
    <message>
        <source>the model&apos;s own</source>
        <translation>wie das Modell</translation>
    </message>
    <message>
        <source>the server would not start</source>
        <translation>der Server würde nicht starten</translation>
    </message>
    <message>
        <source>what the model remembers of a conversation; FP8 remembers twice as much</source>
        <translation>was sich das Modell von einer Unterhaltung merkt; FP8 merkt sich doppelt so viel</translation>
    </message>
    <message>
        <source>{cards} GPUs, pipeline</source>
        <translation>{cards} GPUs, Pipeline</translation>
    </message>
    <message>
        <source>{cards} GPUs, tensor parallel</source>
        <translation>{cards} GPUs, Tensor-Parallelität</translation>
    </message>
    <message>
        <source>{cards} GPUs, {ways}</source>
        <translation>{cards} GPUs, {ways}</translation>
    </message>
    <message>
        <source>{count} requests of full length do not fit at once; vLLM would let some wait.</source>
        <translation>{count} Anfragen voller Länge passen nicht gleichzeitig; vLLM ließe einige warten.</translation>
    </message>
    <message>
        <source>{model}, {format}, on {rig}.</source>
        <translation>{model}, {format}, auf {rig}.</translation>
    </message>
    <message>
        <source>{size} copies</source>
        <translation>{size} Kopien</translation>
    </message>
    <message>
        <source>{tokens:,} tokens</source>
        <translation>{tokens:,} Token</translation>
    </message>
</context>
<context>
    <name>fits</name>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>knapp</translation>
    </message>
    <message>
        <source>too big</source>
        <translation>zu groß</translation>
    </message>
</context>
<context>
    <name>flags</name>
    <message>
        <source>A Python class that adds to the worker.</source>
        <translation>Eine Python-Klasse, die den Worker ergänzt.</translation>
    </message>
    <message>
        <source>A Python file that brings a further reasoning parser.</source>
        <translation>Eine Python-Datei, die einen weiteren Reasoning-Parser mitbringt.</translation>
    </message>
    <message>
        <source>A Python file that brings a further tool-call parser.</source>
        <translation>Eine Python-Datei, die einen weiteren Parser für Werkzeugaufrufe mitbringt.</translation>
    </message>
    <message>
        <source>A faster kernel for models that compare texts token by token.</source>
        <translation>Ein schnellerer Kernel für Modelle, die Texte Token für Token vergleichen.</translation>
    </message>
    <message>
        <source>A file of Python&apos;s logging settings.</source>
        <translation>Eine Datei mit Log-Einstellungen von Python.</translation>
    </message>
    <message>
        <source>A folder from which requests may name pictures and sounds.</source>
        <translation>Ein Ordner, aus dem Anfragen Bilder und Töne nennen dürfen.</translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Adapters to load at the start, each as name=path.</source>
        <translation>Adapter, die beim Start geladen werden, jeder als name=path.</translation>
    </message>
    <message>
        <source>Adapts that length to the load.</source>
        <translation>Passt diese Länge der Last an.</translation>
    </message>
    <message>
        <source>Adds partial results through NCCL instead of vLLM&apos;s own kernel; cures hangs on cards without peer access.</source>
        <translation>Summiert Teilergebnisse über NCCL statt mit dem eigenen Kernel von vLLM; behebt Hänger auf Karten ohne direkten Zugriff.</translation>
    </message>
    <message>
        <source>Adds the paths by which one server renders prompts and another one computes.</source>
        <translation>Fügt die Pfade hinzu, über die ein Server Eingaben aufbereitet und ein anderer sie rechnet.</translation>
    </message>
    <message>
        <source>After how many failed looks a replica counts as gone.</source>
        <translation>Nach wie vielen vergeblichen Blicken eine Kopie als ausgefallen gilt.</translation>
    </message>
    <message>
        <source>After how many tokens a state is kept.</source>
        <translation>Nach wie vielen Token ein Zustand aufgehoben wird.</translation>
    </message>
    <message>
        <source>Another Python class for the scheduler.</source>
        <translation>Eine andere Python-Klasse für den Scheduler.</translation>
    </message>
    <message>
        <source>Another Python class for the worker of each GPU.</source>
        <translation>Eine andere Python-Klasse für den Worker jeder GPU.</translation>
    </message>
    <message>
        <source>Another chat template than the tokenizer&apos;s own, as a file or one line.</source>
        <translation>Eine andere Chat-Vorlage als die des Tokenizers, als Datei oder in einer Zeile.</translation>
    </message>
    <message>
        <source>Another place to read config.json from.</source>
        <translation>Ein anderer Ort, von dem config.json gelesen wird.</translation>
    </message>
    <message>
        <source>Another tokenizer than the model&apos;s own.</source>
        <translation>Ein anderer Tokenizer als der des Modells.</translation>
    </message>
    <message>
        <source>Answers gRPC instead of HTTP.</source>
        <translation>Antwortet mit gRPC statt HTTP.</translation>
    </message>
    <message>
        <source>Balances inside each machine, something else between machines.</source>
        <translation>Balanciert in jedem Rechner, zwischen Rechnern etwas anderes.</translation>
    </message>
    <message>
        <source>Begins a request only when its whole prompt has room.</source>
        <translation>Beginnt eine Anfrage erst, wenn ihre ganze Eingabe Platz hat.</translation>
    </message>
    <message>
        <source>Below this many tokens a decoding batch stays whole.</source>
        <translation>Unter so vielen Token bleibt ein Decoding-Batch ganz.</translation>
    </message>
    <message>
        <source>Below this many tokens a prompt batch stays whole.</source>
        <translation>Unter so vielen Token bleibt ein Eingabe-Batch ganz.</translation>
    </message>
    <message>
        <source>Captures graphs for each number of adapters in use.</source>
        <translation>Zeichnet Graphen für jede Zahl benutzter Adapter auf.</translation>
    </message>
    <message>
        <source>Change the value, or set the flag back.</source>
        <translation>Ändern Sie den Wert, oder setzen Sie die Option zurück.</translation>
    </message>
    <message>
        <source>Computes one half of a batch while the other half travels.</source>
        <translation>Rechnet eine Hälfte eines Batches, während die andere unterwegs ist.</translation>
    </message>
    <message>
        <source>Computes queries on each of the GPUs that share a KV cache, instead of exchanging them.</source>
        <translation>Rechnet Queries auf jeder der GPUs, die sich einen KV-Cache teilen, statt sie auszutauschen.</translation>
    </message>
    <message>
        <source>Copies keep in step over the processor, not the GPU links.</source>
        <translation>Kopien bleiben über den Prozessor im Takt, nicht über die GPU-Verbindungen.</translation>
    </message>
    <message>
        <source>Copies the busiest experts and moves them so that all GPUs work alike.</source>
        <translation>Kopiert die meistbenutzten Experten und verschiebt sie, damit alle GPUs gleich viel arbeiten.</translation>
    </message>
    <message>
        <source>Counts the requests under way, for a load balancer to read.</source>
        <translation>Zählt die laufenden Anfragen, damit ein Load-Balancer sie lesen kann.</translation>
    </message>
    <message>
        <source>Counts tokens in every streamed answer, asked for or not.</source>
        <translation>Zählt Token in jeder gestreamten Antwort, verlangt oder nicht.</translation>
    </message>
    <message>
        <source>Counts which CUDA graphs are used.</source>
        <translation>Zählt, welche CUDA-Graphen benutzt werden.</translation>
    </message>
    <message>
        <source>Cuts prompts in the log to this length.</source>
        <translation>Kürzt Eingaben im Log auf diese Länge.</translation>
    </message>
    <message>
        <source>Details for the loader of weights.</source>
        <translation>Einzelheiten für das Laden der Gewichte.</translation>
    </message>
    <message>
        <source>Details of models with a memory table.</source>
        <translation>Einzelheiten zu Modellen mit einer Gedächtnistabelle.</translation>
    </message>
    <message>
        <source>Details of the attention kernels.</source>
        <translation>Einzelheiten der Attention-Kernel.</translation>
    </message>
    <message>
        <source>Divides each conversation&apos;s KV cache over this many of the tensor-parallel GPUs.</source>
        <translation>Teilt den KV-Cache jeder Unterhaltung auf so viele der Tensor-parallelen GPUs auf.</translation>
    </message>
    <message>
        <source>Divides the reading of one long prompt over this many GPUs.</source>
        <translation>Teilt das Lesen einer langen Eingabe auf so viele GPUs auf.</translation>
    </message>
    <message>
        <source>Divides the sampling of many requests over the GPUs.</source>
        <translation>Teilt das Sampling vieler Anfragen auf die GPUs auf.</translation>
    </message>
    <message>
        <source>Divides the tokens, too, in models with hyper-connections.</source>
        <translation>Teilt in Modellen mit Hyper-Connections auch die Token auf.</translation>
    </message>
    <message>
        <source>Does not try the largest picture at the start: leave headroom yourself.</source>
        <translation>Probiert beim Start nicht das größte Bild: Lassen Sie selbst Reserve.</translation>
    </message>
    <message>
        <source>Exactly this many blocks of KV cache; for trials.</source>
        <translation>Genau so viele Blöcke KV-Cache; für Versuche.</translation>
    </message>
    <message>
        <source>Exactly this much KV cache on each GPU, whatever the share says.</source>
        <translation>Genau so viel KV-Cache auf jeder GPU, was auch immer der Anteil sagt.</translation>
    </message>
    <message>
        <source>Fetches only weights ahead whose names contain these.</source>
        <translation>Holt nur Gewichte voraus, deren Namen dies enthalten.</translation>
    </message>
    <message>
        <source>Files of the repository that are not loaded.</source>
        <translation>Dateien des Repositorys, die nicht geladen werden.</translation>
    </message>
    <message>
        <source>First come first served, or by the priority that requests name.</source>
        <translation>Wer zuerst kommt, oder nach der Priorität, die Anfragen nennen.</translation>
    </message>
    <message>
        <source>For exactly these batch sizes CUDA graphs are kept.</source>
        <translation>Für genau diese Batch-Größen werden CUDA-Graphen gehalten.</translation>
    </message>
    <message>
        <source>From 0, a quick start, to 3, the fastest serving.</source>
        <translation>Von 0, schneller Start, bis 3, schnellster Betrieb.</translation>
    </message>
    <message>
        <source>From this length on a prompt counts as long.</source>
        <translation>Ab dieser Länge gilt eine Eingabe als lang.</translation>
    </message>
    <message>
        <source>GPU memory for prepared pictures on their way.</source>
        <translation>GPU-Speicher für aufbereitete Bilder auf dem Weg.</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>Generates text, or pools it into vectors; auto reads it from the model.</source>
        <translation>Erzeugt Text oder fasst ihn zu Vektoren zusammen; auto liest es vom Modell.</translation>
    </message>
    <message>
        <source>GiB</source>
        <translation>GiB</translation>
    </message>
    <message>
        <source>Gives all kinds of layers the same cache, which costs memory.</source>
        <translation>Gibt allen Schichtarten den gleichen Cache, was Speicher kostet.</translation>
    </message>
    <message>
        <source>Gives each GPU whole experts instead of slices of all.</source>
        <translation>Gibt jeder GPU ganze Experten statt Scheiben von allen.</translation>
    </message>
    <message>
        <source>Gives the CUDA graphs&apos; memory back too while asleep.</source>
        <translation>Gibt im Schlaf auch den Speicher der CUDA-Graphen zurück.</translation>
    </message>
    <message>
        <source>Goes on with the other copies when one fails.</source>
        <translation>Macht mit den anderen Kopien weiter, wenn eine ausfällt.</translation>
    </message>
    <message>
        <source>Guessing ahead</source>
        <translation>Vorausraten</translation>
    </message>
    <message>
        <source>HTTP methods that such pages may use.</source>
        <translation>HTTP-Methoden, die solche Seiten benutzen dürfen.</translation>
    </message>
    <message>
        <source>Hands KV cache to other servers, or takes theirs.</source>
        <translation>Übergibt KV-Cache an andere Server oder nimmt deren.</translation>
    </message>
    <message>
        <source>Hands prepared pictures to other servers.</source>
        <translation>Übergibt aufbereitete Bilder an andere Server.</translation>
    </message>
    <message>
        <source>Headers that such pages may send.</source>
        <translation>Header, die solche Seiten senden dürfen.</translation>
    </message>
    <message>
        <source>How GPUs that share one conversation&apos;s KV cache exchange partial results.</source>
        <translation>Wie GPUs, die sich den KV-Cache einer Unterhaltung teilen, Teilergebnisse austauschen.</translation>
    </message>
    <message>
        <source>How a picture is recognized.</source>
        <translation>Woran ein Bild erkannt wird.</translation>
    </message>
    <message>
        <source>How a pooling model makes one vector of many.</source>
        <translation>Wie ein Pooling-Modell aus vielen Vektoren einen macht.</translation>
    </message>
    <message>
        <source>How a sleeping server gives its GPU memory back.</source>
        <translation>Wie ein schlafender Server seinen GPU-Speicher zurückgibt.</translation>
    </message>
    <message>
        <source>How answers are held to a grammar or schema.</source>
        <translation>Wie Antworten an eine Grammatik oder ein Schema gebunden werden.</translation>
    </message>
    <message>
        <source>How good the chance is by which kept states are rounded.</source>
        <translation>Wie gut der Zufall ist, mit dem gehaltene Zustände gerundet werden.</translation>
    </message>
    <message>
        <source>How long GPUs wait for each other before giving up.</source>
        <translation>Wie lange GPUs aufeinander warten, bevor sie aufgeben.</translation>
    </message>
    <message>
        <source>How long a failed copy is waited for, and more.</source>
        <translation>Wie lange auf eine ausgefallene Kopie gewartet wird, und mehr.</translation>
    </message>
    <message>
        <source>How long a replica may take to answer the supervisor.</source>
        <translation>Wie lange eine Kopie dem Überwacher antworten darf.</translation>
    </message>
    <message>
        <source>How long processes wait for each other&apos;s messages over the processor.</source>
        <translation>Wie lange Prozesse über den Prozessor auf Nachrichten der anderen warten.</translation>
    </message>
    <message>
        <source>How long running answers may take to finish when the server is stopped.</source>
        <translation>Wie lange laufende Antworten beim Stoppen des Servers noch dauern dürfen.</translation>
    </message>
    <message>
        <source>How many GPUs load weights at the same time; fewer need less main memory.</source>
        <translation>Wie viele GPUs zugleich Gewichte laden; weniger brauchen weniger Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>How many adapters one batch may mix.</source>
        <translation>Wie viele Adapter ein Batch mischen darf.</translation>
    </message>
    <message>
        <source>How many adapters wait in main memory.</source>
        <translation>Wie viele Adapter im Arbeitsspeicher warten.</translation>
    </message>
    <message>
        <source>How many copies run on this machine.</source>
        <translation>Wie viele Kopien auf diesem Rechner laufen.</translation>
    </message>
    <message>
        <source>How many copies there may ever be.</source>
        <translation>Wie viele Kopien es je geben darf.</translation>
    </message>
    <message>
        <source>How many layers ahead weights are fetched from main memory.</source>
        <translation>Wie viele Schichten im Voraus Gewichte aus dem Arbeitsspeicher geholt werden.</translation>
    </message>
    <message>
        <source>How many layers of each group stay in main memory.</source>
        <translation>Wie viele Schichten jeder Gruppe im Arbeitsspeicher bleiben.</translation>
    </message>
    <message>
        <source>How many machines share one copy of the model.</source>
        <translation>Wie viele Rechner sich eine Kopie des Modells teilen.</translation>
    </message>
    <message>
        <source>How many pictures, videos and sounds a request may bring; fewer need less memory.</source>
        <translation>Wie viele Bilder, Videos und Töne eine Anfrage mitbringen darf; weniger brauchen weniger Speicher.</translation>
    </message>
    <message>
        <source>How many processes take requests in; one is enough below some thousand requests a second.</source>
        <translation>Wie viele Prozesse Anfragen annehmen; unter einigen tausend Anfragen pro Sekunde genügt einer.</translation>
    </message>
    <message>
        <source>How many threads read weight files ahead.</source>
        <translation>Wie viele Threads Gewichtsdateien vorauslesen.</translation>
    </message>
    <message>
        <source>How many threads turn requests into tokens.</source>
        <translation>Wie viele Threads Anfragen in Token verwandeln.</translation>
    </message>
    <message>
        <source>How many tokens are guessed ahead at a time.</source>
        <translation>Wie viele Token auf einmal vorausgeraten werden.</translation>
    </message>
    <message>
        <source>How many tokens are kept to recompute a state from.</source>
        <translation>Wie viele Token gehalten werden, um einen Zustand daraus neu zu rechnen.</translation>
    </message>
    <message>
        <source>How many tokens in a row lie on one GPU, for both kinds of context parallelism.</source>
        <translation>Wie viele Token in Folge auf einer GPU liegen, für beide Arten der Kontext-Parallelität.</translation>
    </message>
    <message>
        <source>How many tokens in a row lie on one of the GPUs that share a KV cache.</source>
        <translation>Wie viele Token in Folge auf einer der GPUs liegen, die sich einen KV-Cache teilen.</translation>
    </message>
    <message>
        <source>How models that write by diffusion take their steps.</source>
        <translation>Wie Modelle, die durch Diffusion schreiben, ihre Schritte tun.</translation>
    </message>
    <message>
        <source>How much is logged.</source>
        <translation>Wie viel ins Log geschrieben wird.</translation>
    </message>
    <message>
        <source>How much is told about guessed tokens of each request.</source>
        <translation>Wie viel über geratene Token jeder Anfrage berichtet wird.</translation>
    </message>
    <message>
        <source>How much of a weight file a thread reads ahead at a time.</source>
        <translation>Wie viel einer Gewichtsdatei ein Thread auf einmal vorausliest.</translation>
    </message>
    <message>
        <source>How much the web server itself writes into the log.</source>
        <translation>Wie viel der Webserver selbst ins Log schreibt.</translation>
    </message>
    <message>
        <source>How often and how thoroughly experts are moved.</source>
        <translation>Wie oft und wie gründlich Experten verschoben werden.</translation>
    </message>
    <message>
        <source>How often copies tell each other that they are idle.</source>
        <translation>Wie oft Kopien einander sagen, dass sie untätig sind.</translation>
    </message>
    <message>
        <source>How often the supervisor looks after each replica.</source>
        <translation>Wie oft der Überwacher nach jeder Kopie sieht.</translation>
    </message>
    <message>
        <source>How pictures and videos are opened, such as the number of frames.</source>
        <translation>Wie Bilder und Videos geöffnet werden, etwa die Zahl der Einzelbilder.</translation>
    </message>
    <message>
        <source>How pictures are cut and scaled, such as the most pixels.</source>
        <translation>Wie Bilder zugeschnitten und skaliert werden, etwa die höchste Pixelzahl.</translation>
    </message>
    <message>
        <source>How prepared pictures are kept.</source>
        <translation>Wie aufbereitete Bilder aufgehoben werden.</translation>
    </message>
    <message>
        <source>How prepared pictures reach the engine.</source>
        <translation>Wie aufbereitete Bilder die Engine erreichen.</translation>
    </message>
    <message>
        <source>How processes on several GPUs are run: on this machine, or by Ray.</source>
        <translation>Wie Prozesse auf mehreren GPUs betrieben werden: auf diesem Rechner oder von Ray.</translation>
    </message>
    <message>
        <source>How state-space layers update their state.</source>
        <translation>Wie State-Space-Schichten ihren Zustand fortschreiben.</translation>
    </message>
    <message>
        <source>How strictly a tool call must follow its schema.</source>
        <translation>Wie streng ein Werkzeugaufruf seinem Schema folgen muss.</translation>
    </message>
    <message>
        <source>How such beginnings are recognized.</source>
        <translation>Wie solche Anfänge erkannt werden.</translation>
    </message>
    <message>
        <source>How the answer&apos;s system_fingerprint is made.</source>
        <translation>Wie system_fingerprint der Antwort gebildet wird.</translation>
    </message>
    <message>
        <source>How the log is written.</source>
        <translation>Wie das Log geschrieben wird.</translation>
    </message>
    <message>
        <source>How the model is compiled and captured.</source>
        <translation>Wie das Modell kompiliert und aufgezeichnet wird.</translation>
    </message>
    <message>
        <source>How tokens are guessed ahead, by a small model or the model&apos;s own head.</source>
        <translation>Wie Token vorausgeraten werden, von einem kleinen Modell oder dem eigenen Kopf des Modells.</translation>
    </message>
    <message>
        <source>How tokens are guessed ahead, without writing a whole configuration.</source>
        <translation>Wie Token vorausgeraten werden, ohne eine ganze Konfiguration zu schreiben.</translation>
    </message>
    <message>
        <source>How tokens travel between GPUs that hold different experts.</source>
        <translation>Wie Token zwischen GPUs reisen, die verschiedene Experten halten.</translation>
    </message>
    <message>
        <source>How weight files are read; dummy invents weights for a trial.</source>
        <translation>Wie Gewichtsdateien gelesen werden; dummy erfindet Gewichte für einen Versuch.</translation>
    </message>
    <message>
        <source>How weights are compressed; left out, the checkpoint says it.</source>
        <translation>Wie Gewichte komprimiert sind; weggelassen sagt es der Checkpoint.</translation>
    </message>
    <message>
        <source>In steps of how many tokens beginnings are compared.</source>
        <translation>In Schritten von wie vielen Token Anfänge verglichen werden.</translation>
    </message>
    <message>
        <source>Into how many parts a batch is cut, so that one computes while another travels.</source>
        <translation>In wie viele Teile ein Batch zerlegt wird, damit einer rechnet, während ein anderer unterwegs ist.</translation>
    </message>
    <message>
        <source>Keeps only every so many tokens of a state that could be returned to.</source>
        <translation>Hält nur alle so viele Token einen Zustand, zu dem zurückgekehrt werden könnte.</translation>
    </message>
    <message>
        <source>Keeps only weights in main memory whose names contain these.</source>
        <translation>Hält nur Gewichte im Arbeitsspeicher, deren Namen dies enthalten.</translation>
    </message>
    <message>
        <source>Keeps the KV cache of beginnings that come again.</source>
        <translation>Hebt den KV-Cache von Anfängen auf, die wiederkehren.</translation>
    </message>
    <message>
        <source>Keeps the model&apos;s thinking apart from its answer.</source>
        <translation>Hält das Nachdenken des Modells von seiner Antwort getrennt.</translation>
    </message>
    <message>
        <source>Keeps the state at the end of a shared beginning.</source>
        <translation>Hebt den Zustand am Ende eines gemeinsamen Anfangs auf.</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Layers whose KV cache keeps the full type.</source>
        <translation>Schichten, deren KV-Cache den vollen Typ behält.</translation>
    </message>
    <message>
        <source>Leaves all balancing to something else.</source>
        <translation>Überlässt alles Balancieren etwas anderem.</translation>
    </message>
    <message>
        <source>Leaves balancing to something else, with a port for each copy on one machine.</source>
        <translation>Überlässt das Balancieren etwas anderem, mit einem Port für jede Kopie auf einem Rechner.</translation>
    </message>
    <message>
        <source>Leaves pictures at their place among the words.</source>
        <translation>Lässt Bilder an ihrem Platz zwischen den Wörtern.</translation>
    </message>
    <message>
        <source>Leaves the picture and sound towers out: text only, less memory.</source>
        <translation>Lässt die Bild- und Tontürme weg: nur Text, weniger Speicher.</translation>
    </message>
    <message>
        <source>Leaves the tools out of the prompt when a request forbids calling them.</source>
        <translation>Lässt die Werkzeuge aus der Eingabe weg, wenn eine Anfrage ihren Aufruf verbietet.</translation>
    </message>
    <message>
        <source>Lets a request bring its own chat template.</source>
        <translation>Lässt eine Anfrage ihre eigene Chat-Vorlage mitbringen.</translation>
    </message>
    <message>
        <source>Lets a request prescribe the tokens of its own answer, for debugging.</source>
        <translation>Lässt eine Anfrage die Token ihrer eigenen Antwort vorschreiben, zur Fehlersuche.</translation>
    </message>
    <message>
        <source>Lets a request set how its pictures are processed.</source>
        <translation>Lässt eine Anfrage bestimmen, wie ihre Bilder verarbeitet werden.</translation>
    </message>
    <message>
        <source>Lets a waiting server give its GPU memory back and take it again.</source>
        <translation>Lässt einen wartenden Server seinen GPU-Speicher zurückgeben und wieder nehmen.</translation>
    </message>
    <message>
        <source>Lets every layer keep all tokens, which costs KV cache.</source>
        <translation>Lässt jede Schicht alle Token behalten, was KV-Cache kostet.</translation>
    </message>
    <message>
        <source>Lets pages of other origins send cookies along.</source>
        <translation>Lässt Seiten anderer Herkunft Cookies mitsenden.</translation>
    </message>
    <message>
        <source>Lets the links between GPUs be given up during sleep.</source>
        <translation>Lässt die Verbindungen zwischen GPUs im Schlaf aufgeben.</translation>
    </message>
    <message>
        <source>Lets the model decide for itself when to call a tool.</source>
        <translation>Lässt das Modell selbst entscheiden, wann es ein Werkzeug aufruft.</translation>
    </message>
    <message>
        <source>Lets the number of copies change while the server runs.</source>
        <translation>Lässt die Zahl der Kopien sich im Betrieb ändern.</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Loads no tokenizer: requests bring token numbers.</source>
        <translation>Lädt keinen Tokenizer: Anfragen bringen Tokennummern.</translation>
    </message>
    <message>
        <source>Looks at the layers in groups of this size when fetching ahead.</source>
        <translation>Betrachtet die Schichten beim Vorausholen in Gruppen dieser Größe.</translation>
    </message>
    <message>
        <source>Main memory that keeps prepared pictures for the next time.</source>
        <translation>Arbeitsspeicher, der aufbereitete Bilder für das nächste Mal aufhebt.</translation>
    </message>
    <message>
        <source>Main memory, over all GPUs together, for KV cache that does not fit the cards.</source>
        <translation>Arbeitsspeicher, über alle GPUs zusammen, für KV-Cache, der nicht auf die Karten passt.</translation>
    </message>
    <message>
        <source>Makes an embedding or a classifying model out of a generating one.</source>
        <translation>Macht aus einem erzeugenden Modell eines für Embeddings oder zum Klassifizieren.</translation>
    </message>
    <message>
        <source>Marks answers as made by this model.</source>
        <translation>Kennzeichnet Antworten als von diesem Modell gemacht.</translation>
    </message>
    <message>
        <source>Marks every layer for NVIDIA&apos;s profiler.</source>
        <translation>Markiert jede Schicht für den Profiler von NVIDIA.</translation>
    </message>
    <message>
        <source>Measures how long blocks of the KV cache live.</source>
        <translation>Misst, wie lange Blöcke des KV-Caches leben.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>MiB</source>
        <translation>MiB</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Neighbouring experts on one GPU, or dealt out in turn.</source>
        <translation>Benachbarte Experten auf einer GPU, oder reihum verteilt.</translation>
    </message>
    <message>
        <source>Never computes a shared beginning of many prompts just once.</source>
        <translation>Rechnet einen gemeinsamen Anfang vieler Eingaben nie nur einmal.</translation>
    </message>
    <message>
        <source>Never cuts a picture&apos;s tokens in two.</source>
        <translation>Schneidet die Token eines Bildes nie entzwei.</translation>
    </message>
    <message>
        <source>No compilation and no CUDA graphs: less memory and a quicker start, slower answers.</source>
        <translation>Kein Kompilieren und keine CUDA-Graphen: weniger Speicher und schnellerer Start, langsamere Antworten.</translation>
    </message>
    <message>
        <source>No line of throughput every ten seconds.</source>
        <translation>Keine Zeile zum Durchsatz alle zehn Sekunden.</translation>
    </message>
    <message>
        <source>No log line for each request.</source>
        <translation>Keine Log-Zeile für jede Anfrage.</translation>
    </message>
    <message>
        <source>No log line for requests to these paths, such as /health.</source>
        <translation>Keine Log-Zeile für Anfragen an diese Pfade, etwa /health.</translation>
    </message>
    <message>
        <source>On which share of the blocks the KV cache&apos;s metrics are taken.</source>
        <translation>An welchem Anteil der Blöcke der KV-Cache vermessen wird.</translation>
    </message>
    <message>
        <source>One line for all copies instead of one each.</source>
        <translation>Eine Zeile für alle Kopien statt je eine.</translation>
    </message>
    <message>
        <source>Passes tensors between processes through shared memory.</source>
        <translation>Gibt Tensoren zwischen Prozessen über gemeinsamen Speicher weiter.</translation>
    </message>
    <message>
        <source>Pictures and sound</source>
        <translation>Bilder und Ton</translation>
    </message>
    <message>
        <source>Prepares pictures on the processor, or where the model says.</source>
        <translation>Bereitet Bilder auf dem Prozessor auf, oder wo das Modell es sagt.</translation>
    </message>
    <message>
        <source>Prepares the next step while the present one computes.</source>
        <translation>Bereitet den nächsten Schritt vor, während der jetzige rechnet.</translation>
    </message>
    <message>
        <source>Python classes that change probabilities before sampling.</source>
        <translation>Python-Klassen, die vor dem Sampling Wahrscheinlichkeiten ändern.</translation>
    </message>
    <message>
        <source>Python code that every request passes through.</source>
        <translation>Python-Code, durch den jede Anfrage geht.</translation>
    </message>
    <message>
        <source>Python code that prepares inputs and finishes outputs.</source>
        <translation>Python-Code, der Eingaben vorbereitet und Ausgaben fertigstellt.</translation>
    </message>
    <message>
        <source>Reads how this model family writes its tool calls.</source>
        <translation>Liest, wie diese Modellfamilie ihre Werkzeugaufrufe schreibt.</translation>
    </message>
    <message>
        <source>Reads long prompts in pieces between other requests&apos; tokens.</source>
        <translation>Liest lange Eingaben in Stücken zwischen den Token anderer Anfragen.</translation>
    </message>
    <message>
        <source>Reads new prompts only every so many steps, and lets answers flow in between.</source>
        <translation>Liest neue Eingaben nur alle so viele Schritte und lässt dazwischen Antworten fließen.</translation>
    </message>
    <message>
        <source>Reads only the experts that this GPU keeps.</source>
        <translation>Liest nur die Experten, die diese GPU hält.</translation>
    </message>
    <message>
        <source>Reads prompts faster in models whose layers share their cache.</source>
        <translation>Liest Eingaben schneller in Modellen, deren Schichten sich ihren Cache teilen.</translation>
    </message>
    <message>
        <source>Reads weight files as needed, at once, or ahead; ahead helps on network disks.</source>
        <translation>Liest Gewichtsdateien bei Bedarf, auf einmal oder im Voraus; im Voraus hilft auf Netzlaufwerken.</translation>
    </message>
    <message>
        <source>Reads weights out of main memory in place, or fetches them ahead.</source>
        <translation>Liest Gewichte an Ort und Stelle aus dem Arbeitsspeicher, oder holt sie voraus.</translation>
    </message>
    <message>
        <source>Recomputes at most one window where a sliding layer&apos;s cache is gone.</source>
        <translation>Rechnet höchstens ein Fenster neu, wo der Cache einer Sliding-Window-Schicht verloren ist.</translation>
    </message>
    <message>
        <source>Recomputes states from the last tokens instead of keeping all.</source>
        <translation>Rechnet Zustände aus den letzten Token neu, statt alle zu halten.</translation>
    </message>
    <message>
        <source>Refuses unknown VLLM_ variables instead of warning.</source>
        <translation>Lehnt unbekannte VLLM_-Variablen ab, statt zu warnen.</translation>
    </message>
    <message>
        <source>Replaces values of config.json, such as the rope scaling for longer contexts.</source>
        <translation>Ersetzt Werte von config.json, etwa die RoPE-Skalierung für längere Kontexte.</translation>
    </message>
    <message>
        <source>Requests admitted to run at the same time, where that shall be fewer than --max-num-seqs.</source>
        <translation>Anfragen, die gleichzeitig laufen dürfen, wenn es weniger als --max-num-seqs sein sollen.</translation>
    </message>
    <message>
        <source>Requests in one step; fewer leave more memory for context.</source>
        <translation>Anfragen in einem Schritt; weniger lassen mehr Speicher für Kontext.</translation>
    </message>
    <message>
        <source>Requests that may wait; further ones are turned away.</source>
        <translation>Anfragen, die warten dürfen; weitere werden abgewiesen.</translation>
    </message>
    <message>
        <source>Rounds kept states by chance, which evens errors out.</source>
        <translation>Rundet gehaltene Zustände zufällig, was Fehler ausgleicht.</translation>
    </message>
    <message>
        <source>Runs Python code from the model&apos;s repository: only for sources you trust.</source>
        <translation>Führt Python-Code aus dem Repository des Modells aus: nur bei Quellen, denen Sie vertrauen.</translation>
    </message>
    <message>
        <source>Runs Ray&apos;s workers under NVIDIA&apos;s profiler.</source>
        <translation>Betreibt die Worker von Ray unter dem Profiler von NVIDIA.</translation>
    </message>
    <message>
        <source>Runs a whole layer as one kernel where there is one.</source>
        <translation>Führt eine ganze Schicht als einen Kernel aus, wo es einen gibt.</translation>
    </message>
    <message>
        <source>Runs engines without an API server, for the second and further machines of a group.</source>
        <translation>Betreibt Engines ohne API-Server, für den zweiten und weitere Rechner einer Gruppe.</translation>
    </message>
    <message>
        <source>Runs the picture tower alone, for a server that feeds another one.</source>
        <translation>Betreibt den Bildturm allein, für einen Server, der einen anderen versorgt.</translation>
    </message>
    <message>
        <source>Runs this many copies of the model that share the requests.</source>
        <translation>Betreibt so viele Kopien des Modells, die sich die Anfragen teilen.</translation>
    </message>
    <message>
        <source>Samples in double precision.</source>
        <translation>Sampelt in doppelter Genauigkeit.</translation>
    </message>
    <message>
        <source>Scales pixel values on the GPU.</source>
        <translation>Skaliert Pixelwerte auf der GPU.</translation>
    </message>
    <message>
        <source>Scheduling</source>
        <translation>Scheduling</translation>
    </message>
    <message>
        <source>Sends a sign of life into a stream that is silent this long; 0 sends none.</source>
        <translation>Sendet ein Lebenszeichen in einen Strom, der so lange schweigt; 0 sendet keines.</translation>
    </message>
    <message>
        <source>Sends a streamed answer in pieces of this many tokens.</source>
        <translation>Sendet eine gestreamte Antwort in Stücken von so vielen Token.</translation>
    </message>
    <message>
        <source>Sends each request&apos;s number back in a header.</source>
        <translation>Sendet die Nummer jeder Anfrage in einem Header zurück.</translation>
    </message>
    <message>
        <source>Sends each request&apos;s timings along with its answer.</source>
        <translation>Sendet die Zeiten jeder Anfrage mit ihrer Antwort.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Servers whose tools the model may call on its own.</source>
        <translation>Server, deren Werkzeuge das Modell von sich aus aufrufen darf.</translation>
    </message>
    <message>
        <source>Serves the pages at /docs without fetching anything from the web.</source>
        <translation>Zeigt die Seiten unter /docs, ohne etwas aus dem Web zu holen.</translation>
    </message>
    <message>
        <source>Settings for other platforms&apos; plug-ins.</source>
        <translation>Einstellungen für Plug-ins anderer Plattformen.</translation>
    </message>
    <message>
        <source>Several GPUs</source>
        <translation>Mehrere GPUs</translation>
    </message>
    <message>
        <source>Several machines</source>
        <translation>Mehrere Rechner</translation>
    </message>
    <message>
        <source>Shows a progress bar in the log while weights load.</source>
        <translation>Zeigt im Log einen Fortschrittsbalken, während Gewichte laden.</translation>
    </message>
    <message>
        <source>Shows figures that were hidden since this release.</source>
        <translation>Zeigt Werte, die seit dieser Version verborgen sind.</translation>
    </message>
    <message>
        <source>Shows the tokenizer&apos;s settings to clients.</source>
        <translation>Zeigt Clients die Einstellungen des Tokenizers.</translation>
    </message>
    <message>
        <source>Splits adapters over the GPUs as the weights are.</source>
        <translation>Teilt Adapter auf die GPUs auf wie die Gewichte.</translation>
    </message>
    <message>
        <source>Splits every layer over this many GPUs.</source>
        <translation>Teilt jede Schicht auf so viele GPUs auf.</translation>
    </message>
    <message>
        <source>Splits the picture tower over the GPUs, or gives each a whole one.</source>
        <translation>Teilt den Bildturm auf die GPUs auf, oder gibt jeder einen ganzen.</translation>
    </message>
    <message>
        <source>Spreads the layers over this many stages, one after the other.</source>
        <translation>Verteilt die Schichten auf so viele Stufen, eine nach der anderen.</translation>
    </message>
    <message>
        <source>Still takes formats that vLLM is about to drop.</source>
        <translation>Nimmt noch Formate an, die vLLM bald fallen lässt.</translation>
    </message>
    <message>
        <source>Takes GPU memory through CUDA&apos;s virtual addresses.</source>
        <translation>Nimmt GPU-Speicher über die virtuellen Adressen von CUDA.</translation>
    </message>
    <message>
        <source>Takes adapters for the picture tower and its connector too.</source>
        <translation>Nimmt auch Adapter für den Bildturm und seinen Verbinder an.</translation>
    </message>
    <message>
        <source>Takes adapters on top of the model.</source>
        <translation>Nimmt Adapter zum Modell an.</translation>
    </message>
    <message>
        <source>Takes and gives token numbers only, no text.</source>
        <translation>Nimmt und gibt nur Tokennummern, keinen Text.</translation>
    </message>
    <message>
        <source>Takes both formats of adapters for experts.</source>
        <translation>Nimmt beide Formate von Adaptern für Experten an.</translation>
    </message>
    <message>
        <source>Takes new certificates up without a restart.</source>
        <translation>Übernimmt neue Zertifikate ohne Neustart.</translation>
    </message>
    <message>
        <source>Takes new weights while the server runs.</source>
        <translation>Nimmt im Betrieb neue Gewichte an.</translation>
    </message>
    <message>
        <source>Takes one adapter shared by all experts.</source>
        <translation>Nimmt einen Adapter an, den sich alle Experten teilen.</translation>
    </message>
    <message>
        <source>Takes pictures as vectors: only from clients you trust.</source>
        <translation>Nimmt Bilder als Vektoren an: nur von Clients, denen Sie vertrauen.</translation>
    </message>
    <message>
        <source>Takes prompts as vectors: only from clients you trust.</source>
        <translation>Nimmt Eingaben als Vektoren an: nur von Clients, denen Sie vertrauen.</translation>
    </message>
    <message>
        <source>Takes the interactive pages at /docs away.</source>
        <translation>Entfernt die interaktiven Seiten unter /docs.</translation>
    </message>
    <message>
        <source>Tells in each answer how much of the prompt was found in the prefix cache.</source>
        <translation>Sagt in jeder Antwort, wie viel der Eingabe im Präfix-Cache gefunden wurde.</translation>
    </message>
    <message>
        <source>Tells more about a kernel that was compiled while serving.</source>
        <translation>Sagt mehr über einen Kernel, der im Betrieb kompiliert wurde.</translation>
    </message>
    <message>
        <source>Tells others which beginnings are cached here.</source>
        <translation>Sagt anderen, welche Anfänge hier im Cache liegen.</translation>
    </message>
    <message>
        <source>Tells what share of the cards&apos; arithmetic is used.</source>
        <translation>Sagt, welcher Anteil der Rechenleistung der Karten benutzt wird.</translation>
    </message>
    <message>
        <source>Tells which experts each token went to.</source>
        <translation>Sagt, zu welchen Experten jedes Token ging.</translation>
    </message>
    <message>
        <source>Tells which tokens the sampler could choose from.</source>
        <translation>Sagt, aus welchen Token gewählt werden konnte.</translation>
    </message>
    <message>
        <source>The adapter that pictures or sounds call by themselves.</source>
        <translation>Der Adapter, den Bilder oder Töne von selbst aufrufen.</translation>
    </message>
    <message>
        <source>The answer&apos;s system_fingerprint itself, where its mode is custom.</source>
        <translation>system_fingerprint der Antwort selbst, wenn sein Modus custom ist.</translation>
    </message>
    <message>
        <source>The authorities whose client certificates are believed.</source>
        <translation>Die Stellen, deren Client-Zertifikaten geglaubt wird.</translation>
    </message>
    <message>
        <source>The branch, tag or commit of the model&apos;s repository.</source>
        <translation>Branch, Tag oder Commit des Modell-Repositorys.</translation>
    </message>
    <message>
        <source>The certificate for HTTPS.</source>
        <translation>Das Zertifikat für HTTPS.</translation>
    </message>
    <message>
        <source>The ciphers that HTTPS may use.</source>
        <translation>Die Chiffren, die HTTPS benutzen darf.</translation>
    </message>
    <message>
        <source>The commit of the repository&apos;s Python code.</source>
        <translation>Der Commit des Python-Codes im Repository.</translation>
    </message>
    <message>
        <source>The commit of the tokenizer.</source>
        <translation>Der Commit des Tokenizers.</translation>
    </message>
    <message>
        <source>The details of compressing a 16-bit checkpoint while it loads.</source>
        <translation>Einzelheiten beim Komprimieren eines 16-Bit-Checkpoints während des Ladens.</translation>
    </message>
    <message>
        <source>The effort taken when a client of the Anthropic interface turns thinking off.</source>
        <translation>Der Aufwand, wenn ein Client der Anthropic-Schnittstelle das Nachdenken abschaltet.</translation>
    </message>
    <message>
        <source>The factor of safety on the picture tower&apos;s measured scales.</source>
        <translation>Der Sicherheitsfaktor auf die gemessenen Skalen des Bildturms.</translation>
    </message>
    <message>
        <source>The first copy on this machine.</source>
        <translation>Die erste Kopie auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The first machine of a group.</source>
        <translation>Der erste Rechner einer Gruppe.</translation>
    </message>
    <message>
        <source>The largest batch with a CUDA graph; smaller saves memory and start-up time.</source>
        <translation>Der größte Batch mit einem CUDA-Graphen; kleiner spart Speicher und Startzeit.</translation>
    </message>
    <message>
        <source>The largest header block of a request.</source>
        <translation>Der größte Header-Block einer Anfrage.</translation>
    </message>
    <message>
        <source>The largest picture that the shared memory keeps.</source>
        <translation>Das größte Bild, das der gemeinsame Speicher hält.</translation>
    </message>
    <message>
        <source>The largest rank of an adapter; larger needs more memory.</source>
        <translation>Der höchste Rang eines Adapters; höher braucht mehr Speicher.</translation>
    </message>
    <message>
        <source>The longest conversation, prompt and answer together; auto takes the longest that fits.</source>
        <translation>Die längste Unterhaltung, Eingabe und Antwort zusammen; auto nimmt die längste, die passt.</translation>
    </message>
    <message>
        <source>The memory nodes of each GPU&apos;s process, where the automatic choice is wrong.</source>
        <translation>Die Speicherknoten des Prozesses jeder GPU, wo die Automatik falsch wählt.</translation>
    </message>
    <message>
        <source>The message format of Cohere models.</source>
        <translation>Das Nachrichtenformat der Cohere-Modelle.</translation>
    </message>
    <message>
        <source>The most headers of a request.</source>
        <translation>Die meisten Header einer Anfrage.</translation>
    </message>
    <message>
        <source>The most labels of a classifying adapter.</source>
        <translation>Die meisten Klassen eines klassifizierenden Adapters.</translation>
    </message>
    <message>
        <source>The most probabilities that a request may ask for.</source>
        <translation>Die meisten Wahrscheinlichkeiten, die eine Anfrage verlangen darf.</translation>
    </message>
    <message>
        <source>The names under which clients ask for the model.</source>
        <translation>Die Namen, unter denen Clients das Modell verlangen.</translation>
    </message>
    <message>
        <source>The number type of adapters.</source>
        <translation>Der Zahlentyp der Adapter.</translation>
    </message>
    <message>
        <source>The number type of computing; auto takes the checkpoint&apos;s.</source>
        <translation>Der Zahlentyp beim Rechnen; auto nimmt den des Checkpoints.</translation>
    </message>
    <message>
        <source>The number type of kept convolution states.</source>
        <translation>Der Zahlentyp gehaltener Faltungszustände.</translation>
    </message>
    <message>
        <source>The number type of kept state-space states.</source>
        <translation>Der Zahlentyp gehaltener State-Space-Zustände.</translation>
    </message>
    <message>
        <source>The number type of the KV cache; fp8 halves it.</source>
        <translation>Der Zahlentyp des KV-Caches; fp8 halbiert ihn.</translation>
    </message>
    <message>
        <source>The number type of the picture tower&apos;s attention.</source>
        <translation>Der Zahlentyp der Attention im Bildturm.</translation>
    </message>
    <message>
        <source>The only layers that adapters change.</source>
        <translation>Die einzigen Schichten, die Adapter ändern.</translation>
    </message>
    <message>
        <source>The only web domains from which pictures are fetched.</source>
        <translation>Die einzigen Web-Domains, von denen Bilder geholt werden.</translation>
    </message>
    <message>
        <source>The path under which a proxy publishes the server.</source>
        <translation>Der Pfad, unter dem ein Proxy den Server veröffentlicht.</translation>
    </message>
    <message>
        <source>The port for gRPC.</source>
        <translation>Der Port für gRPC.</translation>
    </message>
    <message>
        <source>The port on which copies on several machines meet.</source>
        <translation>Der Port, auf dem sich Kopien mehrerer Rechner treffen.</translation>
    </message>
    <message>
        <source>The port on which machines of a group meet.</source>
        <translation>Der Port, auf dem sich die Rechner einer Gruppe treffen.</translation>
    </message>
    <message>
        <source>The port on which the replicas&apos; supervisor is asked about them.</source>
        <translation>Der Port, auf dem der Überwacher der Kopien nach ihnen gefragt wird.</translation>
    </message>
    <message>
        <source>The private key for HTTPS.</source>
        <translation>Der private Schlüssel für HTTPS.</translation>
    </message>
    <message>
        <source>The processor cores of each GPU&apos;s process.</source>
        <translation>Die Prozessorkerne des Prozesses jeder GPU.</translation>
    </message>
    <message>
        <source>The role under which the model&apos;s answers are sent.</source>
        <translation>Die Rolle, unter der Antworten des Modells gesendet werden.</translation>
    </message>
    <message>
        <source>The share of a video&apos;s tokens that is left out.</source>
        <translation>Der Anteil der Token eines Videos, der weggelassen wird.</translation>
    </message>
    <message>
        <source>The share of each card that vLLM may take; the rest stays for the desktop and others.</source>
        <translation>Der Anteil jeder Karte, den vLLM nehmen darf; der Rest bleibt dem Desktop und anderen.</translation>
    </message>
    <message>
        <source>The share of the KV cache that new requests leave free.</source>
        <translation>Der Anteil des KV-Caches, den neue Anfragen frei lassen.</translation>
    </message>
    <message>
        <source>The small model that guesses tokens ahead.</source>
        <translation>Das kleine Modell, das Token vorausrät.</translation>
    </message>
    <message>
        <source>The steps of the timing histograms that /metrics shows.</source>
        <translation>Die Stufen der Zeit-Histogramme, die /metrics zeigt.</translation>
    </message>
    <message>
        <source>Ties each GPU&apos;s process to the processor next to it.</source>
        <translation>Bindet den Prozess jeder GPU an den Prozessor daneben.</translation>
    </message>
    <message>
        <source>Tokens given out in one step, where fewer than the step could take.</source>
        <translation>Token, die ein Schritt vergibt, wenn es weniger sein sollen, als er fasst.</translation>
    </message>
    <message>
        <source>Tokens in one block of the KV cache.</source>
        <translation>Token in einem Block des KV-Caches.</translation>
    </message>
    <message>
        <source>Tokens in one step; sets the activations&apos; peak and how fast prompts are read.</source>
        <translation>Token in einem Schritt; bestimmt die Spitze der Aktivierungen und wie schnell Eingaben gelesen werden.</translation>
    </message>
    <message>
        <source>Tokens that may wait; further ones are turned away.</source>
        <translation>Token, die warten dürfen; weitere werden abgewiesen.</translation>
    </message>
    <message>
        <source>Tools and thinking</source>
        <translation>Werkzeuge und Nachdenken</translation>
    </message>
    <message>
        <source>Translates the effort that clients ask for into this model&apos;s own words.</source>
        <translation>Übersetzt den Aufwand, den Clients verlangen, in die Worte dieses Modells.</translation>
    </message>
    <message>
        <source>Treats a Cohere model as one that thinks before it answers.</source>
        <translation>Behandelt ein Cohere-Modell als eines, das vor der Antwort nachdenkt.</translation>
    </message>
    <message>
        <source>Tries FlashInfer&apos;s kernels at the start and keeps the fastest.</source>
        <translation>Probiert beim Start die Kernel von FlashInfer und behält den schnellsten.</translation>
    </message>
    <message>
        <source>Tunes for one person, for many, or for both.</source>
        <translation>Stimmt auf eine Person, auf viele oder auf beides ab.</translation>
    </message>
    <message>
        <source>Uses other Python classes for these architectures.</source>
        <translation>Benutzt für diese Architekturen andere Python-Klassen.</translation>
    </message>
    <message>
        <source>Values every chat template gets unless the request says otherwise, such as enable_thinking.</source>
        <translation>Werte, die jede Chat-Vorlage bekommt, wenn die Anfrage nichts anderes sagt, etwa enable_thinking.</translation>
    </message>
    <message>
        <source>Warns or fails when a kernel is compiled while serving.</source>
        <translation>Warnt oder scheitert, wenn im Betrieb ein Kernel kompiliert wird.</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Beobachten</translation>
    </message>
    <message>
        <source>Web pages that may call the server from a browser.</source>
        <translation>Webseiten, die den Server aus einem Browser aufrufen dürfen.</translation>
    </message>
    <message>
        <source>Weights of each GPU that stay in main memory and cross the bus for every token.</source>
        <translation>Gewichte jeder GPU, die im Arbeitsspeicher bleiben und für jedes Token über den Bus gehen.</translation>
    </message>
    <message>
        <source>Weights that stay on the GPU during sleep.</source>
        <translation>Gewichte, die im Schlaf auf der GPU bleiben.</translation>
    </message>
    <message>
        <source>What is given out beside the tokens.</source>
        <translation>Was neben den Token ausgegeben wird.</translation>
    </message>
    <message>
        <source>What is traced in detail, at some cost of speed.</source>
        <translation>Was im Einzelnen verfolgt wird, was etwas Tempo kostet.</translation>
    </message>
    <message>
        <source>What the profiler records, and where to.</source>
        <translation>Was der Profiler aufzeichnet, und wohin.</translation>
    </message>
    <message>
        <source>When an engine that no longer moves is reported.</source>
        <translation>Wann eine Engine gemeldet wird, die sich nicht mehr rührt.</translation>
    </message>
    <message>
        <source>Where .pt files are unpacked to first.</source>
        <translation>Wohin .pt-Dateien zuerst entpackt werden.</translation>
    </message>
    <message>
        <source>Where copies on several machines meet.</source>
        <translation>Wo sich Kopien mehrerer Rechner treffen.</translation>
    </message>
    <message>
        <source>Where default temperature and the like come from; vllm means neutral ones.</source>
        <translation>Woher die voreingestellte Temperatur und Ähnliches kommen; vllm bedeutet neutrale.</translation>
    </message>
    <message>
        <source>Where the dice begin; the same seed gives the same sampled answers.</source>
        <translation>Wo der Zufall beginnt; derselbe Seed gibt dieselben gesampelten Antworten.</translation>
    </message>
    <message>
        <source>Where the picture tower&apos;s FP8 scales are read from.</source>
        <translation>Woher die FP8-Skalen des Bildturms gelesen werden.</translation>
    </message>
    <message>
        <source>Where the picture tower&apos;s measured FP8 scales are written to.</source>
        <translation>Wohin die gemessenen FP8-Skalen des Bildturms geschrieben werden.</translation>
    </message>
    <message>
        <source>Where thinking begins and ends, and how long it may be.</source>
        <translation>Wo das Nachdenken beginnt und endet, und wie lang es sein darf.</translation>
    </message>
    <message>
        <source>Where traces of requests are sent.</source>
        <translation>Wohin Traces von Anfragen gesendet werden.</translation>
    </message>
    <message>
        <source>Where weights are kept inside the container.</source>
        <translation>Wo Gewichte im Container liegen.</translation>
    </message>
    <message>
        <source>Whether clients must show a certificate of their own (0 no, 1 may, 2 must).</source>
        <translation>Ob Clients ein eigenes Zertifikat zeigen müssen (0 nein, 1 dürfen, 2 müssen).</translation>
    </message>
    <message>
        <source>Whether several processes share the memory of prepared pictures.</source>
        <translation>Ob sich mehrere Prozesse den Speicher aufbereiteter Bilder teilen.</translation>
    </message>
    <message>
        <source>Whether the template sees a message as plain text or as a list of parts.</source>
        <translation>Ob die Vorlage eine Nachricht als reinen Text oder als Liste von Teilen sieht.</translation>
    </message>
    <message>
        <source>Whether these are taken before or after temperature and penalties.</source>
        <translation>Ob diese vor oder nach Temperatur und Strafen genommen werden.</translation>
    </message>
    <message>
        <source>Which attention kernels run; auto takes the fastest for the card.</source>
        <translation>Welche Attention-Kernel laufen; auto nimmt die schnellsten für die Karte.</translation>
    </message>
    <message>
        <source>Which attention kernels the picture tower uses.</source>
        <translation>Welche Attention-Kernel der Bildturm benutzt.</translation>
    </message>
    <message>
        <source>Which copy this server is, when each runs on its own.</source>
        <translation>Welche Kopie dieser Server ist, wenn jede für sich läuft.</translation>
    </message>
    <message>
        <source>Which family&apos;s config file is read.</source>
        <translation>Die Konfigurationsdatei welcher Familie gelesen wird.</translation>
    </message>
    <message>
        <source>Which family&apos;s tokenizer code is used.</source>
        <translation>Der Tokenizer-Code welcher Familie benutzt wird.</translation>
    </message>
    <message>
        <source>Which implementation of an operation is preferred.</source>
        <translation>Welche Umsetzung einer Operation bevorzugt wird.</translation>
    </message>
    <message>
        <source>Which kernel picks tokens for sparse attention.</source>
        <translation>Welcher Kernel Token für dünn besetzte Attention wählt.</translation>
    </message>
    <message>
        <source>Which kernels are chosen and tuned.</source>
        <translation>Welche Kernel gewählt und abgestimmt werden.</translation>
    </message>
    <message>
        <source>Which kernels read prompts in Kimi&apos;s delta layers.</source>
        <translation>Welche Kernel in Kimis Delta-Schichten Eingaben lesen.</translation>
    </message>
    <message>
        <source>Which kernels read prompts in gated delta layers.</source>
        <translation>Welche Kernel in Gated-Delta-Schichten Eingaben lesen.</translation>
    </message>
    <message>
        <source>Which kernels run state-space layers.</source>
        <translation>Welche Kernel State-Space-Schichten rechnen.</translation>
    </message>
    <message>
        <source>Which kernels run the experts.</source>
        <translation>Welche Kernel die Experten rechnen.</translation>
    </message>
    <message>
        <source>Which kernels run the linear layers.</source>
        <translation>Welche Kernel die linearen Schichten rechnen.</translation>
    </message>
    <message>
        <source>Which kernels write answers in Kimi&apos;s delta layers.</source>
        <translation>Welche Kernel in Kimis Delta-Schichten Antworten schreiben.</translation>
    </message>
    <message>
        <source>Which machine of a group this one is, from 0.</source>
        <translation>Welcher Rechner einer Gruppe dieser ist, ab 0.</translation>
    </message>
    <message>
        <source>Which of the visible GPUs are used.</source>
        <translation>Welche der sichtbaren GPUs benutzt werden.</translation>
    </message>
    <message>
        <source>Which states are kept for beginnings that come again.</source>
        <translation>Welche Zustände für wiederkehrende Anfänge aufgehoben werden.</translation>
    </message>
    <message>
        <source>Which tokens of a video are left out.</source>
        <translation>Welche Token eines Videos weggelassen werden.</translation>
    </message>
    <message>
        <source>Who moves the KV cache between the cards and main memory.</source>
        <translation>Wer den KV-Cache zwischen den Karten und dem Arbeitsspeicher bewegt.</translation>
    </message>
    <message>
        <source>Who starts the copies: this program or Ray.</source>
        <translation>Wer die Kopien startet: dieses Programm oder Ray.</translation>
    </message>
    <message>
        <source>Writes a line for every step.</source>
        <translation>Schreibt für jeden Schritt eine Zeile.</translation>
    </message>
    <message>
        <source>Writes streamed answers into the log piece by piece.</source>
        <translation>Schreibt gestreamte Antworten Stück für Stück ins Log.</translation>
    </message>
    <message>
        <source>Writes the answers into the log too.</source>
        <translation>Schreibt auch die Antworten ins Log.</translation>
    </message>
    <message>
        <source>Writes the requests into the log.</source>
        <translation>Schreibt die Anfragen ins Log.</translation>
    </message>
    <message>
        <source>Writes the whole call stack of an error that a request caused.</source>
        <translation>Schreibt die ganze Aufrufkette eines Fehlers, den eine Anfrage verursacht hat.</translation>
    </message>
    <message>
        <source>Writes tokens that are no valid text as token_id:N, so that nothing is lost.</source>
        <translation>Schreibt Token, die kein gültiger Text sind, als token_id:N, damit nichts verloren geht.</translation>
    </message>
    <message>
        <source>Your own default temperature and the like.</source>
        <translation>Ihre eigene voreingestellte Temperatur und Ähnliches.</translation>
    </message>
    <message>
        <source>adapters</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>domains</source>
        <translation>Domains</translation>
    </message>
    <message>
        <source>headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>looks</source>
        <translation>Blicke</translation>
    </message>
    <message>
        <source>machines</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>paths</source>
        <translation>Pfade</translation>
    </message>
    <message>
        <source>patterns</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>vLLM decides</source>
        <translation>vLLM entscheidet</translation>
    </message>
    <message>
        <source>vLLM&apos;s own model code or that of Transformers.</source>
        <translation>Der eigene Modellcode von vLLM oder der von Transformers.</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>{flag} takes JSON.</source>
        <translation>{flag} verlangt JSON.</translation>
    </message>
    <message>
        <source>{flag} takes a number.</source>
        <translation>{flag} verlangt eine Zahl.</translation>
    </message>
    <message>
        <source>{flag} takes a value.</source>
        <translation>{flag} verlangt einen Wert.</translation>
    </message>
    <message>
        <source>{flag} takes a whole number.</source>
        <translation>{flag} verlangt eine ganze Zahl.</translation>
    </message>
    <message>
        <source>{flag} takes one of {choices}.</source>
        <translation>{flag} verlangt eines von {choices}.</translation>
    </message>
</context>
<context>
    <name>foot</name>
    <message>
        <source>About Rigwise</source>
        <translation>Über Rigwise</translation>
    </message>
    <message>
        <source>How the window looks, and its language</source>
        <translation>Aussehen und Sprache des Fensters</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>My rig</source>
        <translation>Mein Rechner</translation>
    </message>
    <message>
        <source>No animation</source>
        <translation>Keine Animation</translation>
    </message>
    <message>
        <source>Profiles: keep plans and bring them back</source>
        <translation>Profile: Pläne aufheben und zurückholen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>Its formats and versions, best for this rig first</source>
        <translation>Seine Formate und Fassungen, die beste für diesen Rechner zuerst</translation>
    </message>
    <message>
        <source>up to {tokens:,} tokens</source>
        <translation>bis {tokens:,} Token</translation>
    </message>
    <message>
        <source>up to {tokens:,} tokens, {speed} tokens/s</source>
        <translation>bis {tokens:,} Token, {speed} Token/s</translation>
    </message>
    <message>
        <source>{format}, {size}: {verdict}</source>
        <translation>{format}, {size}: {verdict}</translation>
    </message>
</context>
<context>
    <name>goals</name>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Coding, long texts</source>
        <translation>Programmieren, lange Texte</translation>
    </message>
    <message>
        <source>Jobs overnight</source>
        <translation>Aufträge über Nacht</translation>
    </message>
    <message>
        <source>Several people</source>
        <translation>Mehrere Personen</translation>
    </message>
    <message>
        <source>What is the model for?</source>
        <translation>Wofür ist das Modell?</translation>
    </message>
    <message>
        <source>eight at once, each served well</source>
        <translation>acht gleichzeitig, jede gut bedient</translation>
    </message>
    <message>
        <source>quick answers for one person</source>
        <translation>schnelle Antworten für eine Person</translation>
    </message>
    <message>
        <source>room for whole files and books</source>
        <translation>Platz für ganze Dateien und Bücher</translation>
    </message>
    <message>
        <source>the most answers in all</source>
        <translation>die meisten Antworten insgesamt</translation>
    </message>
</context>
<context>
    <name>hub</name>
    <message>
        <source>A web page came instead of {host}&apos;s answer; this network seems to want a log-in first.</source>
        <translation>Statt der Antwort von {host} kam eine Webseite; dieses Netz verlangt wohl zuerst eine Anmeldung.</translation>
    </message>
    <message>
        <source>Accept its terms at {page}, then give Rigwise a token of that account (`hf auth login` in a terminal).</source>
        <translation>Nehmen Sie die Bedingungen auf {page} an und geben Sie Rigwise dann ein Token dieses Kontos (`hf auth login` in einem Terminal).</translation>
    </message>
    <message>
        <source>Accept its terms at {page}, wait for the approval, then try again.</source>
        <translation>Nehmen Sie die Bedingungen auf {page} an, warten Sie die Freigabe ab und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Add its certificate to the system, and set SSL_CERT_FILE to the bundle that has it.</source>
        <translation>Fügen Sie sein Zertifikat dem System hinzu und setzen Sie SSL_CERT_FILE auf das Bündel, das es enthält.</translation>
    </message>
    <message>
        <source>Another download of this file is under way …</source>
        <translation>Ein anderer Download dieser Datei läuft gerade …</translation>
    </message>
    <message>
        <source>By this machine&apos;s clock, {host}&apos;s certificate is not valid yet.</source>
        <translation>Nach der Uhr dieses Rechners ist das Zertifikat von {host} noch nicht gültig.</translation>
    </message>
    <message>
        <source>By this machine&apos;s clock, {host}&apos;s certificate is out of date.</source>
        <translation>Nach der Uhr dieses Rechners ist das Zertifikat von {host} abgelaufen.</translation>
    </message>
    <message>
        <source>Check date and time of this machine (`timedatectl`), then try again.</source>
        <translation>Prüfen Sie Datum und Uhrzeit dieses Rechners (`timedatectl`) und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions.</source>
        <translation>Prüfen Sie die Rechte der Datei.</translation>
    </message>
    <message>
        <source>Check the network, or try again in a minute.</source>
        <translation>Prüfen Sie das Netzwerk, oder versuchen Sie es in einer Minute erneut.</translation>
    </message>
    <message>
        <source>Check the network. The catalogue, downloaded models and folders work without it.</source>
        <translation>Prüfen Sie das Netzwerk. Katalog, heruntergeladene Modelle und Ordner gehen auch ohne.</translation>
    </message>
    <message>
        <source>Check the spelling, or use a token of an account that may.</source>
        <translation>Prüfen Sie die Schreibweise, oder benutzen Sie das Token eines Kontos, das es darf.</translation>
    </message>
    <message>
        <source>Check the spelling; for a private model, give Rigwise a token (`hf auth login` in a terminal).</source>
        <translation>Prüfen Sie die Schreibweise; für ein privates Modell geben Sie Rigwise ein Token (`hf auth login` in einem Terminal).</translation>
    </message>
    <message>
        <source>Choose another repository.</source>
        <translation>Wählen Sie ein anderes Repository.</translation>
    </message>
    <message>
        <source>Choose another revision or another publisher&apos;s files.</source>
        <translation>Wählen Sie eine andere Revision oder die Dateien eines anderen Herausgebers.</translation>
    </message>
    <message>
        <source>Choose the model in another format, such as AWQ, GPTQ or FP8.</source>
        <translation>Wählen Sie das Modell in einem anderen Format, etwa AWQ, GPTQ oder FP8.</translation>
    </message>
    <message>
        <source>Copy one from {endpoint}/settings/tokens.</source>
        <translation>Kopieren Sie eines von {endpoint}/settings/tokens.</translation>
    </message>
    <message>
        <source>Copy the address again.</source>
        <translation>Kopieren Sie die Adresse noch einmal.</translation>
    </message>
    <message>
        <source>Correct the folder&apos;s owner, or set HF_HOME.</source>
        <translation>Berichtigen Sie den Eigentümer des Ordners, oder setzen Sie HF_HOME.</translation>
    </message>
    <message>
        <source>Correct the variable, or unset it if this network needs no proxy.</source>
        <translation>Berichtigen Sie die Variable, oder entfernen Sie sie, wenn dieses Netz keinen Proxy braucht.</translation>
    </message>
    <message>
        <source>Fetch it with `hf download {repo}`, then come back.</source>
        <translation>Holen Sie es mit `hf download {repo}` und kommen Sie dann zurück.</translation>
    </message>
    <message>
        <source>Free some space, then go on.</source>
        <translation>Schaffen Sie Platz und machen Sie dann weiter.</translation>
    </message>
    <message>
        <source>Free {need} there, or set HF_HOME to a folder on a larger disk.</source>
        <translation>Schaffen Sie dort {need} Platz, oder setzen Sie HF_HOME auf einen Ordner auf einem größeren Datenträger.</translation>
    </message>
    <message>
        <source>Give it read access at {endpoint}/settings/tokens, or use another one.</source>
        <translation>Geben Sie ihm Leserechte unter {endpoint}/settings/tokens, oder benutzen Sie ein anderes.</translation>
    </message>
    <message>
        <source>HF_HUB_OFFLINE is set, so nothing is asked of the Hub.</source>
        <translation>HF_HUB_OFFLINE ist gesetzt, daher wird der Hub nicht gefragt.</translation>
    </message>
    <message>
        <source>Look at the model again.</source>
        <translation>Sehen Sie sich das Modell erneut an.</translation>
    </message>
    <message>
        <source>Look at {page}/commits for one.</source>
        <translation>Suchen Sie eine unter {page}/commits.</translation>
    </message>
    <message>
        <source>Look at {page}/tree/main.</source>
        <translation>Sehen Sie unter {page}/tree/main nach.</translation>
    </message>
    <message>
        <source>Make a new one at {endpoint}/settings/tokens and give it to Rigwise.</source>
        <translation>Erzeugen Sie unter {endpoint}/settings/tokens ein neues und geben Sie es Rigwise.</translation>
    </message>
    <message>
        <source>Name a branch, a tag or a commit.</source>
        <translation>Nennen Sie einen Branch, ein Tag oder einen Commit.</translation>
    </message>
    <message>
        <source>Open any page in a browser, log in there, then try again.</source>
        <translation>Öffnen Sie eine beliebige Seite im Browser, melden Sie sich dort an und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Paste the address of a model&apos;s page, such as https://huggingface.co/Qwen/Qwen3-8B.</source>
        <translation>Fügen Sie die Adresse einer Modellseite ein, etwa https://huggingface.co/Qwen/Qwen3-8B.</translation>
    </message>
    <message>
        <source>Remove the link; to keep the cache elsewhere, set HF_HOME.</source>
        <translation>Entfernen Sie die Verknüpfung; soll der Cache woanders liegen, setzen Sie HF_HOME.</translation>
    </message>
    <message>
        <source>The Hub asks for a pause of {seconds:.0f} seconds …</source>
        <translation>Der Hub bittet um eine Pause von {seconds:.0f} Sekunden …</translation>
    </message>
    <message>
        <source>The Hub does not know your token; it has expired or was revoked.</source>
        <translation>Der Hub kennt Ihr Token nicht; es ist abgelaufen oder wurde widerrufen.</translation>
    </message>
    <message>
        <source>The Hub has disabled {subject}.</source>
        <translation>Der Hub hat {subject} gesperrt.</translation>
    </message>
    <message>
        <source>The Hub has had too many questions from here.</source>
        <translation>Der Hub hat von hier zu viele Anfragen bekommen.</translation>
    </message>
    <message>
        <source>The Hub has had too many questions from here; without a token it allows few.</source>
        <translation>Der Hub hat von hier zu viele Anfragen bekommen; ohne Token erlaubt er wenige.</translation>
    </message>
    <message>
        <source>The Hub itself has a fault at the moment (HTTP {status}).</source>
        <translation>Der Hub selbst hat im Augenblick eine Störung (HTTP {status}).</translation>
    </message>
    <message>
        <source>The Hub refused to answer about {subject} (HTTP {status}).</source>
        <translation>Der Hub wollte zu {subject} nicht antworten (HTTP {status}).</translation>
    </message>
    <message>
        <source>The answer about {subject} has more than {most:,} MiB; no honest one is that large.</source>
        <translation>Die Antwort zu {subject} hat mehr als {most:,} MiB; keine ehrliche ist so groß.</translation>
    </message>
    <message>
        <source>The connection to {host} broke off.</source>
        <translation>Die Verbindung zu {host} brach ab.</translation>
    </message>
    <message>
        <source>The disk of {cache} is full.</source>
        <translation>Der Datenträger von {cache} ist voll.</translation>
    </message>
    <message>
        <source>The index names the tensor {absent}, which no file holds.</source>
        <translation>Der Index nennt den Tensor {absent}, den keine Datei enthält.</translation>
    </message>
    <message>
        <source>The index names {count:,} files.</source>
        <translation>Der Index nennt {count:,} Dateien.</translation>
    </message>
    <message>
        <source>The keyring did not take the token.</source>
        <translation>Der Schlüsselbund hat das Token nicht angenommen.</translation>
    </message>
    <message>
        <source>The network is away; trying again for {seconds:.0f} seconds …</source>
        <translation>Das Netzwerk ist weg; noch {seconds:.0f} Sekunden lang neue Versuche …</translation>
    </message>
    <message>
        <source>The proxy that HTTPS_PROXY or HTTP_PROXY names does not let Rigwise through.</source>
        <translation>Der Proxy, den HTTPS_PROXY oder HTTP_PROXY nennt, lässt Rigwise nicht durch.</translation>
    </message>
    <message>
        <source>This address leads to a Space, not to a model.</source>
        <translation>Diese Adresse führt zu einem Space, nicht zu einem Modell.</translation>
    </message>
    <message>
        <source>This address leads to a collection, not to a model.</source>
        <translation>Diese Adresse führt zu einer Sammlung, nicht zu einem Modell.</translation>
    </message>
    <message>
        <source>This address leads to a data set, not to a model.</source>
        <translation>Diese Adresse führt zu einem Datensatz, nicht zu einem Modell.</translation>
    </message>
    <message>
        <source>This address leads to a paper, not to a model.</source>
        <translation>Diese Adresse führt zu einem Aufsatz, nicht zu einem Modell.</translation>
    </message>
    <message>
        <source>This address leads to no model.</source>
        <translation>Diese Adresse führt zu keinem Modell.</translation>
    </message>
    <message>
        <source>This cannot be a token of the Hub.</source>
        <translation>Das kann kein Token des Hubs sein.</translation>
    </message>
    <message>
        <source>Try again in a few minutes; https://status.huggingface.co says more.</source>
        <translation>Versuchen Sie es in einigen Minuten erneut; https://status.huggingface.co sagt mehr.</translation>
    </message>
    <message>
        <source>Try again in a minute; if it stays, choose another repository.</source>
        <translation>Versuchen Sie es in einer Minute erneut; bleibt es so, wählen Sie ein anderes Repository.</translation>
    </message>
    <message>
        <source>Try again in five minutes.</source>
        <translation>Versuchen Sie es in fünf Minuten erneut.</translation>
    </message>
    <message>
        <source>Try again in {seconds} seconds.</source>
        <translation>Versuchen Sie es in {seconds} Sekunden erneut.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>Try again; a download goes on where it was.</source>
        <translation>Versuchen Sie es erneut; ein Download geht dort weiter, wo er war.</translation>
    </message>
    <message>
        <source>Try again; if it stays, something between here and the Hub changes files.</source>
        <translation>Versuchen Sie es erneut; bleibt es so, verändert etwas zwischen hier und dem Hub die Dateien.</translation>
    </message>
    <message>
        <source>Unlock it, or keep the token in the login file.</source>
        <translation>Entsperren Sie ihn, oder bewahren Sie das Token in der Login-Datei auf.</translation>
    </message>
    <message>
        <source>Unset it to search and download.</source>
        <translation>Entfernen Sie sie, um zu suchen und herunterzuladen.</translation>
    </message>
    <message>
        <source>What {host} says about {subject} makes no sense.</source>
        <translation>Was {host} zu {subject} sagt, ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>Your token is kept in the Hub&apos;s own login file.</source>
        <translation>Ihr Token liegt in der eigenen Login-Datei des Hubs.</translation>
    </message>
    <message>
        <source>Your token is kept in the variable HF_TOKEN.</source>
        <translation>Ihr Token liegt in der Variablen HF_TOKEN.</translation>
    </message>
    <message>
        <source>Your token is kept in your keyring.</source>
        <translation>Ihr Token liegt in Ihrem Schlüsselbund.</translation>
    </message>
    <message>
        <source>Your token may not read {subject}.</source>
        <translation>Ihr Token darf {subject} nicht lesen.</translation>
    </message>
    <message>
        <source>the search</source>
        <translation>die Suche</translation>
    </message>
    <message>
        <source>your token</source>
        <translation>Ihr Token</translation>
    </message>
    <message>
        <source>{folder} is a link that leads out of the Hub&apos;s cache.</source>
        <translation>{folder} ist eine Verknüpfung, die aus dem Hub-Cache hinausführt.</translation>
    </message>
    <message>
        <source>{host} cannot be reached; this machine seems to be offline.</source>
        <translation>{host} ist nicht erreichbar; dieser Rechner ist wohl offline.</translation>
    </message>
    <message>
        <source>{host} did not answer in time.</source>
        <translation>{host} hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>{host}&apos;s certificate is not one that this machine trusts; a company&apos;s proxy may be reading along.</source>
        <translation>Dem Zertifikat von {host} vertraut dieser Rechner nicht; vielleicht liest der Proxy einer Firma mit.</translation>
    </message>
    <message>
        <source>{model} has no config.json, so vLLM cannot tell what it is.</source>
        <translation>{model} hat keine config.json, daher kann vLLM nicht sagen, was es ist.</translation>
    </message>
    <message>
        <source>{model} has {count:,} tensors.</source>
        <translation>{model} hat {count:,} Tensoren.</translation>
    </message>
    <message>
        <source>{model} holds nothing that vLLM reads.</source>
        <translation>{model} enthält nichts, was vLLM liest.</translation>
    </message>
    <message>
        <source>{model} holds {name} files, which vLLM does not serve.</source>
        <translation>{model} enthält {name}-Dateien, die vLLM nicht betreibt.</translation>
    </message>
    <message>
        <source>{model} is empty.</source>
        <translation>{model} ist leer.</translation>
    </message>
    <message>
        <source>{name!r} is no model&apos;s name on the Hub.</source>
        <translation>{name!r} ist kein Modellname auf dem Hub.</translation>
    </message>
    <message>
        <source>{name} has {size}; the Hub hands out files over 50 GB only to its own program.</source>
        <translation>{name} hat {size}; Dateien über 50 GB gibt der Hub nur seinem eigenen Programm.</translation>
    </message>
    <message>
        <source>{name} of the repository is not a JSON object.</source>
        <translation>{name} des Repositorys ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>{name} of {model} has {megabytes:,.0f} MB; no model&apos;s is that large.</source>
        <translation>{name} von {model} hat {megabytes:,.0f} MB; so groß ist sie bei keinem Modell.</translation>
    </message>
    <message>
        <source>{name} of {repo} did not arrive as the Hub says it is.</source>
        <translation>{name} von {repo} kam nicht so an, wie der Hub sie beschreibt.</translation>
    </message>
    <message>
        <source>{name} of {repo} is not what it was a moment ago.</source>
        <translation>{name} von {repo} ist nicht mehr, was sie eben noch war.</translation>
    </message>
    <message>
        <source>{need} are still to fetch, and the disk of {folder} has {free} free.</source>
        <translation>{need} sind noch zu holen, und auf dem Datenträger von {folder} sind {free} frei.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation>{path} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>{revision!r} cannot be a revision.</source>
        <translation>{revision!r} kann keine Revision sein.</translation>
    </message>
    <message>
        <source>{subject} has no such revision.</source>
        <translation>{subject} hat keine solche Revision.</translation>
    </message>
    <message>
        <source>{subject} is gated, and the account of your token has not been let in yet.</source>
        <translation>{subject} ist zugangsbeschränkt, und das Konto Ihres Tokens wurde noch nicht zugelassen.</translation>
    </message>
    <message>
        <source>{subject} is gated: its publisher wants to know who takes it.</source>
        <translation>{subject} ist zugangsbeschränkt: Der Herausgeber will wissen, wer es nimmt.</translation>
    </message>
    <message>
        <source>{subject} is not on the Hub, or it is private and no token was sent.</source>
        <translation>{subject} ist nicht auf dem Hub, oder es ist privat, und es wurde kein Token gesendet.</translation>
    </message>
    <message>
        <source>{subject} is not on the Hub, or it is private and your account may not see it.</source>
        <translation>{subject} ist nicht auf dem Hub, oder es ist privat, und Ihr Konto darf es nicht sehen.</translation>
    </message>
    <message>
        <source>{subject} lacks a file that it should have.</source>
        <translation>{subject} fehlt eine Datei, die da sein sollte.</translation>
    </message>
    <message>
        <source>{where} cannot be used: {why}.</source>
        <translation>{where} lässt sich nicht benutzen: {why}.</translation>
    </message>
    <message>
        <source>{where} may not be written.</source>
        <translation>{where} darf nicht beschrieben werden.</translation>
    </message>
</context>
<context>
    <name>hub cards</name>
    <message>
        <source>Agree to this commit&apos;s code</source>
        <translation>Dem Code dieses Commits zustimmen</translation>
    </message>
    <message>
        <source>Check and keep</source>
        <translation>Prüfen und behalten</translation>
    </message>
    <message>
        <source>Checking …</source>
        <translation>Prüfung läuft …</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>Download ahead</source>
        <translation>Vorab herunterladen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>It is checked against the Hub and kept in the Hub&apos;s own login file, which only you can read; `hf auth logout` removes it. Rigwise&apos;s settings never hold it.</source>
        <translation>Es wird beim Hub geprüft und in dessen eigener Login-Datei aufbewahrt, die nur Sie lesen können; `hf auth logout` entfernt es. Die Einstellungen von Rigwise enthalten es nie.</translation>
    </message>
    <message>
        <source>It is checked against the Hub and kept in your keyring; the server cannot read it there, so download first.</source>
        <translation>Es wird beim Hub geprüft und in Ihrem Schlüsselbund aufbewahrt; der Server kann es dort nicht lesen, laden Sie daher zuerst herunter.</translation>
    </message>
    <message>
        <source>Keep it in the system&apos;s keyring</source>
        <translation>Im Schlüsselbund des Systems aufbewahren</translation>
    </message>
    <message>
        <source>No Python file is listed.</source>
        <translation>Keine Python-Datei ist aufgeführt.</translation>
    </message>
    <message>
        <source>On this disk, {whole}: the server starts without a download.</source>
        <translation>Auf diesem Datenträger, {whole}: Der Server startet ohne Download.</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Read the code</source>
        <translation>Den Code lesen</translation>
    </message>
    <message>
        <source>Some comes from {places}, which this commit does not pin.</source>
        <translation>Ein Teil kommt von {places}; das legt dieser Commit nicht fest.</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>The draft model {draft} is counted in.</source>
        <translation>Das Entwurfsmodell {draft} ist mitgezählt.</translation>
    </message>
    <message>
        <source>Token of your account on the Hub</source>
        <translation>Token Ihres Kontos beim Hub</translation>
    </message>
    <message>
        <source>Token, such as hf_…</source>
        <translation>Token, etwa hf_…</translation>
    </message>
    <message>
        <source>You agreed that {model} runs its own Python code, for commit {commit} only.</source>
        <translation>Sie haben zugestimmt, dass {model} eigenen Python-Code ausführt, nur für Commit {commit}.</translation>
    </message>
    <message>
        <source>You agreed that {model} runs its own Python code, for this folder only.</source>
        <translation>Sie haben zugestimmt, dass {model} eigenen Python-Code ausführt, nur für diesen Ordner.</translation>
    </message>
    <message>
        <source>{done} of {whole}</source>
        <translation>{done} von {whole}</translation>
    </message>
    <message>
        <source>{done} of {whole} are here; {free} are free on the disk.</source>
        <translation>{done} von {whole} sind da; {free} sind auf dem Datenträger frei.</translation>
    </message>
    <message>
        <source>{file}: checking {share} %</source>
        <translation>{file}: wird geprüft, {share} %</translation>
    </message>
    <message>
        <source>{file}: fetching {share} %</source>
        <translation>{file}: wird geladen, {share} %</translation>
    </message>
    <message>
        <source>{there} of {all} files are there.</source>
        <translation>{there} von {all} Dateien sind da.</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{whole} to download; {free} are free on the disk.</source>
        <translation>{whole} herunterzuladen; {free} sind auf dem Datenträger frei.</translation>
    </message>
    <message>
        <source>⚠ {model} runs only with Python code from its repository, with the server&apos;s rights inside the container.</source>
        <translation>⚠ {model} läuft nur mit Python-Code aus seinem Repository, mit den Rechten des Servers im Container.</translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>Answer on its port</source>
        <translation>Auf seinem Port antworten</translation>
    </message>
    <message>
        <source>Capture CUDA graphs</source>
        <translation>CUDA-Graphen aufzeichnen</translation>
    </message>
    <message>
        <source>Capturing CUDA graphs …</source>
        <translation>CUDA-Graphen werden aufgezeichnet …</translation>
    </message>
    <message>
        <source>Compile the kernels</source>
        <translation>Die Kernel kompilieren</translation>
    </message>
    <message>
        <source>Compiling the kernels …</source>
        <translation>Die Kernel werden kompiliert …</translation>
    </message>
    <message>
        <source>Fetch the model</source>
        <translation>Das Modell holen</translation>
    </message>
    <message>
        <source>Fetch the vLLM image</source>
        <translation>Das vLLM-Image holen</translation>
    </message>
    <message>
        <source>Fetching the model …</source>
        <translation>Das Modell wird geholt …</translation>
    </message>
    <message>
        <source>Fetching the vLLM image …</source>
        <translation>Das vLLM-Image wird geholt …</translation>
    </message>
    <message>
        <source>Find the container engine</source>
        <translation>Die Container-Engine finden</translation>
    </message>
    <message>
        <source>It did not start.</source>
        <translation>Es ist nicht gestartet.</translation>
    </message>
    <message>
        <source>Load the weights</source>
        <translation>Die Gewichte laden</translation>
    </message>
    <message>
        <source>Loading the weights …</source>
        <translation>Die Gewichte werden geladen …</translation>
    </message>
    <message>
        <source>Looking for the container engine …</source>
        <translation>Die Container-Engine wird gesucht …</translation>
    </message>
    <message>
        <source>Measure memory</source>
        <translation>Den Speicher messen</translation>
    </message>
    <message>
        <source>Measuring memory …</source>
        <translation>Der Speicher wird gemessen …</translation>
    </message>
    <message>
        <source>Nothing runs yet.</source>
        <translation>Noch läuft nichts.</translation>
    </message>
    <message>
        <source>Progress of the start</source>
        <translation>Fortschritt des Starts</translation>
    </message>
    <message>
        <source>Serving on {address}/v1</source>
        <translation>Antwortet auf {address}/v1</translation>
    </message>
    <message>
        <source>Start the container</source>
        <translation>Den Container starten</translation>
    </message>
    <message>
        <source>Start vLLM</source>
        <translation>vLLM starten</translation>
    </message>
    <message>
        <source>Starting the container …</source>
        <translation>Der Container wird gestartet …</translation>
    </message>
    <message>
        <source>Starting vLLM …</source>
        <translation>vLLM wird gestartet …</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Start läuft …</translation>
    </message>
    <message>
        <source>The connection to the server is lost.</source>
        <translation>Die Verbindung zum Server ist verloren.</translation>
    </message>
    <message>
        <source>The pull of {image} ended early.</source>
        <translation>Das Holen von {image} endete zu früh.</translation>
    </message>
    <message>
        <source>The server has ended.</source>
        <translation>Der Server hat sich beendet.</translation>
    </message>
    <message>
        <source>The server is stopped.</source>
        <translation>Der Server ist gestoppt.</translation>
    </message>
    <message>
        <source>Try again; what was fetched is kept.</source>
        <translation>Versuchen Sie es erneut; was geholt wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Waiting for its first answer …</source>
        <translation>Warten auf die erste Antwort …</translation>
    </message>
    <message>
        <source>about {seconds} min left</source>
        <translation>noch etwa {seconds} min</translation>
    </message>
    <message>
        <source>about {seconds} s left</source>
        <translation>noch etwa {seconds} s</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>some seconds left</source>
        <translation>noch einige Sekunden</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>steht aus</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>{done} fetched, {layers_done} of {layers} layers</source>
        <translation>{done} geholt, {layers_done} von {layers} Layern</translation>
    </message>
    <message>
        <source>{done} of {total} fetched, {layers_done} of {layers} layers</source>
        <translation>{done} von {total} geholt, {layers_done} von {layers} Layern</translation>
    </message>
    <message>
        <source>{done} of {total} unpacking, {layers_done} of {layers} layers</source>
        <translation>{done} von {total} entpackt, {layers_done} von {layers} Layern</translation>
    </message>
    <message>
        <source>{engine} {version}</source>
        <translation>{engine} {version}</translation>
    </message>
    <message>
        <source>{engine} {version}, rootless</source>
        <translation>{engine} {version}, ohne Root</translation>
    </message>
    <message>
        <source>{image} is here already</source>
        <translation>{image} ist schon da</translation>
    </message>
    <message>
        <source>{name}, port {port}</source>
        <translation>{name}, Port {port}</translation>
    </message>
</context>
<context>
    <name>launch</name>
    <message>
        <source>Docker holds port {port} for a server that is gone.</source>
        <translation>Docker hält Port {port} für einen Server, den es nicht mehr gibt.</translation>
    </message>
    <message>
        <source>Docker was away, and ended the server when it came back.</source>
        <translation>Docker war weg und beendete den Server, als es wiederkam.</translation>
    </message>
    <message>
        <source>Restart Docker (`sudo systemctl restart docker`), or choose another port.</source>
        <translation>Starten Sie Docker neu (`sudo systemctl restart docker`), oder wählen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>Start the server again.</source>
        <translation>Starten Sie den Server erneut.</translation>
    </message>
    <message>
        <source>draft model: {figures}</source>
        <translation>Entwurfsmodell: {figures}</translation>
    </message>
    <message>
        <source>{done:,} of {total:,} files</source>
        <translation>{done:,} von {total:,} Dateien</translation>
    </message>
    <message>
        <source>{done:,} of {total:,} graphs</source>
        <translation>{done:,} von {total:,} Graphen</translation>
    </message>
    <message>
        <source>{done:,} of {total:,} graphs ({kind})</source>
        <translation>{done:,} von {total:,} Graphen ({kind})</translation>
    </message>
    <message>
        <source>{done} fetched</source>
        <translation>{done} geholt</translation>
    </message>
    <message>
        <source>{done} fetched, {rate} MB/s</source>
        <translation>{done} geholt, {rate} MB/s</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{done} of {total}, {rate} MB/s, {minutes} min left</source>
        <translation>{done} von {total}, {rate} MB/s, noch {minutes} min</translation>
    </message>
    <message>
        <source>{done} of {total}, {rate} MB/s, {seconds} s left</source>
        <translation>{done} von {total}, {rate} MB/s, noch {seconds} s</translation>
    </message>
</context>
<context>
    <name>launch page</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled. What was fetched of the image is kept for the next time.</source>
        <translation>Abgebrochen. Was vom Image geholt wurde, bleibt für das nächste Mal.</translation>
    </message>
    <message>
        <source>Cancelling …</source>
        <translation>Abbruch läuft …</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Log of the server</source>
        <translation>Log des Servers</translation>
    </message>
    <message>
        <source>Making room for the new start …</source>
        <translation>Platz schaffen für den neuen Start …</translation>
    </message>
    <message>
        <source>Nothing runs, and nothing was downloaded but config and tokenizer.</source>
        <translation>Nichts läuft, und nichts wurde heruntergeladen außer Konfiguration und Tokenizer.</translation>
    </message>
    <message>
        <source>Nothing runs. The model stays in your Hub cache.</source>
        <translation>Nichts läuft. Das Modell bleibt in Ihrem Hub-Cache.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removing the container …</source>
        <translation>Der Container wird entfernt …</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Noch einmal starten</translation>
    </message>
    <message>
        <source>Start the server</source>
        <translation>Den Server starten</translation>
    </message>
    <message>
        <source>Stop the server</source>
        <translation>Den Server stoppen</translation>
    </message>
    <message>
        <source>Stopping the server …</source>
        <translation>Der Server wird gestoppt …</translation>
    </message>
    <message>
        <source>Tried: vLLM refuses this plan.</source>
        <translation>Getestet: vLLM lehnt diesen Plan ab.</translation>
    </message>
    <message>
        <source>Tried: vLLM starts with this plan.</source>
        <translation>Getestet: vLLM startet mit diesem Plan.</translation>
    </message>
    <message>
        <source>Try before download</source>
        <translation>Vor dem Download testen</translation>
    </message>
    <message>
        <source>vLLM starts with dummy weights, measures memory on these GPUs, and goes again</source>
        <translation>vLLM startet mit Platzhalter-Gewichten, misst den Speicher auf diesen GPUs und beendet sich wieder</translation>
    </message>
    <message>
        <source>{model} on {rig}.</source>
        <translation>{model} auf {rig}.</translation>
    </message>
    <message>
        <source>{time}, going by earlier starts.</source>
        <translation>{time}, nach früheren Starts.</translation>
    </message>
</context>
<context>
    <name>lists</name>
    <message>
        <source>{first} and {last}</source>
        <translation>{first} und {last}</translation>
    </message>
</context>
<context>
    <name>log</name>
    <message>
        <source>Further up</source>
        <translation>Weiter nach oben</translation>
    </message>
    <message>
        <source>Log of the server</source>
        <translation>Log des Servers</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Im Log suchen</translation>
    </message>
    <message>
        <source>{count:,} line</source>
        <translation>{count:,} Zeile</translation>
    </message>
    <message>
        <source>{count:,} lines</source>
        <translation>{count:,} Zeilen</translation>
    </message>
    <message>
        <source>{count:,} lines went by too fast to show; they are in `docker logs`</source>
        <translation>{count:,} Zeilen kamen zu schnell, um sie zu zeigen; sie stehen in `docker logs`</translation>
    </message>
</context>
<context>
    <name>machines</name>
    <message>
        <source>--network host: ranks find each other on ports of their own.</source>
        <translation>--network host: Die Ränge finden einander über eigene Ports.</translation>
    </message>
    <message>
        <source>--nnodes {nodes}: on every machine, with the same image and the same flags.</source>
        <translation>--nnodes {nodes}: auf jedem Rechner, mit demselben Image und denselben Optionen.</translation>
    </message>
    <message>
        <source>--node-rank 0 to the last, --headless on all but 0, --master-addr the first machine&apos;s address.</source>
        <translation>--node-rank 0 bis zum letzten, --headless auf allen außer 0, --master-addr die Adresse des ersten Rechners.</translation>
    </message>
    <message>
        <source>10 Gbit Ethernet</source>
        <translation>10-Gbit-Ethernet</translation>
    </message>
    <message>
        <source>100 Gbit Ethernet or InfiniBand HDR100</source>
        <translation>100-Gbit-Ethernet oder InfiniBand HDR100</translation>
    </message>
    <message>
        <source>25 Gbit Ethernet</source>
        <translation>25-Gbit-Ethernet</translation>
    </message>
    <message>
        <source>400 Gbit InfiniBand</source>
        <translation>400-Gbit-InfiniBand</translation>
    </message>
    <message>
        <source>A server of its own on each machine, behind a load balancer that keeps a conversation on one of them.</source>
        <translation>Ein eigener Server auf jedem Rechner, hinter einem Load-Balancer, der eine Unterhaltung auf einem davon hält.</translation>
    </message>
    <message>
        <source>Expert parallel with data parallel across machines serves more requests, over InfiniBand.</source>
        <translation>Experten-Parallelität mit Daten-Parallelität über Rechner hinweg bedient mehr Anfragen, über InfiniBand.</translation>
    </message>
    <message>
        <source>No single machine of {size} x {card} holds it; {nodes} do.</source>
        <translation>Kein einzelner Rechner mit {size} x {card} fasst es; {nodes} tun es.</translation>
    </message>
    <message>
        <source>One machine serves {requests:.1f} requests of {context:,} tokens; {users} are wanted.</source>
        <translation>Ein Rechner bedient {requests:.1f} Anfragen mit {context:,} Token; gewünscht sind {users}.</translation>
    </message>
    <message>
        <source>Or Ray (--distributed-executor-backend ray) where a Ray cluster stands already.</source>
        <translation>Oder Ray (--distributed-executor-backend ray), wo schon ein Ray-Cluster steht.</translation>
    </message>
    <message>
        <source>Prompts at {speed:,.0f} tokens a second send {network:.2f} GB a second over each hop; single tokens next to nothing, but each hop adds its latency to every token.</source>
        <translation>Eingaben mit {speed:,.0f} Token pro Sekunde senden {network:.2f} GB pro Sekunde über jeden Sprung; einzelne Token fast nichts, aber jeder Sprung fügt jedem Token seine Latenz hinzu.</translation>
    </message>
    <message>
        <source>Tensor parallel {tp} stays inside a machine: it adds up twice a layer and needs the fastest links.</source>
        <translation>Tensor-Parallelität {tp} bleibt in einem Rechner: Sie summiert zweimal je Schicht und braucht die schnellsten Verbindungen.</translation>
    </message>
    <message>
        <source>{nodes} machines with a copy each share them; nothing crosses the network but the requests themselves.</source>
        <translation>{nodes} Rechner mit je einer Kopie teilen sie sich; über das Netz gehen nur die Anfragen selbst.</translation>
    </message>
    <message>
        <source>{pp} stages lie across: a stage hands on {each:,} bytes a token, once, which a network can carry.</source>
        <translation>{pp} Stufen liegen quer darüber: Eine Stufe reicht {each:,} Bytes je Token weiter, einmal, was ein Netz tragen kann.</translation>
    </message>
    <message>
        <source>{size} cards do not divide the model, so {pp} stages share a machine.</source>
        <translation>{size} Karten teilen das Modell nicht gleichmäßig, daher teilen sich {pp} Stufen einen Rechner.</translation>
    </message>
</context>
<context>
    <name>measurements</name>
    <message>
        <source>Delete it, or start that model once more to measure anew.</source>
        <translation>Löschen Sie sie, oder starten Sie das Modell noch einmal, um neu zu messen.</translation>
    </message>
    <message>
        <source>Make that folder writable, or free some space.</source>
        <translation>Machen Sie den Ordner beschreibbar, oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>What was measured cannot be kept in {place}: {why}.</source>
        <translation>Das Gemessene kann nicht in {place} aufbewahrt werden: {why}.</translation>
    </message>
    <message>
        <source>{file} cannot be opened: {why}, so it is not used.</source>
        <translation>{file} lässt sich nicht öffnen ({why}) und wird daher nicht benutzt.</translation>
    </message>
    <message>
        <source>{file} does not say its schema, so it is not used.</source>
        <translation>{file} nennt ihr Schema nicht und wird daher nicht benutzt.</translation>
    </message>
    <message>
        <source>{file} has no sensible {field}, so it is not used.</source>
        <translation>{file} hat kein sinnvolles Feld {field} und wird daher nicht benutzt.</translation>
    </message>
    <message>
        <source>{file} has no {field}, so it is not used.</source>
        <translation>{file} hat kein Feld {field} und wird daher nicht benutzt.</translation>
    </message>
    <message>
        <source>{file} is not JSON, so it is not used.</source>
        <translation>{file} ist kein JSON und wird daher nicht benutzt.</translation>
    </message>
    <message>
        <source>{file} is not a JSON object, so it is not used.</source>
        <translation>{file} ist kein JSON-Objekt und wird daher nicht benutzt.</translation>
    </message>
    <message>
        <source>{file} is too large, so it is not used.</source>
        <translation>{file} ist zu groß und wird daher nicht benutzt.</translation>
    </message>
    <message>
        <source>{file} was written by a newer Rigwise, so it is not used.</source>
        <translation>{file} wurde von einem neueren Rigwise geschrieben und wird daher nicht benutzt.</translation>
    </message>
</context>
<context>
    <name>memory</name>
    <message>
        <source>A case without config or model is not in the catalogue.</source>
        <translation>Ein Fall ohne Konfiguration oder Modell ist nicht im Katalog.</translation>
    </message>
    <message>
        <source>Before it knows its budget, vLLM tries CUDA graphs with {blocks:,} blocks of cache, {size} on a GPU; {room} are left beside the weights.</source>
        <translation>Bevor vLLM sein Budget kennt, erprobt es CUDA-Graphen mit {blocks:,} Blöcken Cache, {size} je GPU; neben den Gewichten sind {room} frei.</translation>
    </message>
    <message>
        <source>Choose at least one card.</source>
        <translation>Wählen Sie mindestens eine Karte.</translation>
    </message>
    <message>
        <source>Close the programs that hold its memory, or lower gpu_memory_utilization.</source>
        <translation>Schließen Sie die Programme, die ihren Speicher belegen, oder senken Sie gpu_memory_utilization.</translation>
    </message>
    <message>
        <source>GPU {index} has {free} free and vLLM asks for {limit} ({share:g} of {total}).</source>
        <translation>GPU {index} hat {free} frei, und vLLM verlangt {limit} ({share:g} von {total}).</translation>
    </message>
    <message>
        <source>GPU {index} has {free} free, {held} of it held by other programs, and vLLM asks for {limit} ({share:g} of {total}).</source>
        <translation>GPU {index} hat {free} frei, {held} davon belegen andere Programme, und vLLM verlangt {limit} ({share:g} von {total}).</translation>
    </message>
    <message>
        <source>Give `config`: a config.json, or a folder that holds one.</source>
        <translation>Geben Sie `config` an: eine config.json oder einen Ordner, der eine enthält.</translation>
    </message>
    <message>
        <source>Give total_gib, or write the name as the driver does.</source>
        <translation>Geben Sie total_gib an, oder schreiben Sie den Namen wie der Treiber.</translation>
    </message>
    <message>
        <source>Kernels that read an 8-bit cache in blocks of 64 tokens may round its capacity by 0.2 %.</source>
        <translation>Kernel, die einen 8-Bit-Cache in Blöcken von 64 Token lesen, runden seine Größe vielleicht um 0,2 %.</translation>
    </message>
    <message>
        <source>No GPU is chosen.</source>
        <translation>Keine GPU ist gewählt.</translation>
    </message>
    <message>
        <source>One request of {context:,} tokens needs {need:.2f} GiB of KV cache; {left:.2f} GiB are left on each GPU.</source>
        <translation>Eine Anfrage mit {context:,} Token braucht {need:.2f} GiB KV-Cache; auf jeder GPU bleiben {left:.2f} GiB.</translation>
    </message>
    <message>
        <source>Only {size} are left for the KV cache, not enough for a single request.</source>
        <translation>Für den KV-Cache bleiben nur {size}, nicht genug für eine einzige Anfrage.</translation>
    </message>
    <message>
        <source>See `rigwise estimate --help`.</source>
        <translation>Siehe `rigwise estimate --help`.</translation>
    </message>
    <message>
        <source>Set max_num_seqs to {most:,} or less, or turn CUDA graphs off.</source>
        <translation>Setzen Sie max_num_seqs auf höchstens {most:,}, oder schalten Sie CUDA-Graphen ab.</translation>
    </message>
    <message>
        <source>Set max_num_seqs to {most:,} or less.</source>
        <translation>Setzen Sie max_num_seqs auf {most:,} oder weniger.</translation>
    </message>
    <message>
        <source>Set the context to {longest:,} tokens or less.</source>
        <translation>Setzen Sie den Kontext auf {longest:,} Token oder weniger.</translation>
    </message>
    <message>
        <source>Sliding windows on a pipeline may keep room for one more batch.</source>
        <translation>Sliding Windows auf einer Pipeline halten vielleicht Platz für einen weiteren Batch.</translation>
    </message>
    <message>
        <source>Start it again: the second start finds the kernels compiled, and has that room.</source>
        <translation>Starten Sie ihn noch einmal: Der zweite Start findet die Kernel kompiliert vor und hat diesen Platz.</translation>
    </message>
    <message>
        <source>Take a smaller or more strongly quantized model, more cards, or a larger share of each card.</source>
        <translation>Nehmen Sie ein kleineres oder stärker quantisiertes Modell, mehr Karten oder einen größeren Anteil jeder Karte.</translation>
    </message>
    <message>
        <source>The KV cache format {dtype} serves plain attention only, and this model has another kind.</source>
        <translation>Das KV-Cache-Format {dtype} dient nur gewöhnlicher Attention, und dieses Modell hat eine andere.</translation>
    </message>
    <message>
        <source>The first start may be refused for want of memory: what vLLM tries while it compiles counts as in use.</source>
        <translation>Der erste Start wird vielleicht aus Mangel an Speicher abgelehnt: Was vLLM beim Kompilieren ausprobiert, zählt als belegt.</translation>
    </message>
    <message>
        <source>The weights and what vLLM needs beside them exceed its limit by {size} on a GPU, so nothing is left for the KV cache.</source>
        <translation>Die Gewichte und was vLLM daneben braucht, übersteigen seine Grenze auf einer GPU um {size}, daher bleibt nichts für den KV-Cache.</translation>
    </message>
    <message>
        <source>This line is not a JSON object.</source>
        <translation>Diese Zeile ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>Turn CUDA graphs off (--enforce-eager).</source>
        <translation>Schalten Sie CUDA-Graphen ab (--enforce-eager).</translation>
    </message>
    <message>
        <source>Use a larger share of the card, a smaller model, or more cards.</source>
        <translation>Nehmen Sie einen größeren Anteil der Karte, ein kleineres Modell oder mehr Karten.</translation>
    </message>
    <message>
        <source>Use auto or fp8.</source>
        <translation>Benutzen Sie auto oder fp8.</translation>
    </message>
    <message>
        <source>Write one JSON object a line.</source>
        <translation>Schreiben Sie ein JSON-Objekt je Zeile.</translation>
    </message>
    <message>
        <source>measured here on {day}</source>
        <translation>hier gemessen am {day}</translation>
    </message>
    <message>
        <source>measured here on {day} with {model} ({format}), {sequences:,} sequences and batches of {tokens:,} tokens, and carried over</source>
        <translation>hier gemessen am {day} mit {model} ({format}), {sequences:,} Sequenzen und Batches von {tokens:,} Token, und übertragen</translation>
    </message>
    <message>
        <source>rehearsed here on {day}</source>
        <translation>hier getestet am {day}</translation>
    </message>
    <message>
        <source>rehearsed here on {day} with {model} ({format}), {sequences:,} sequences and batches of {tokens:,} tokens, and carried over</source>
        <translation>hier getestet am {day} mit {model} ({format}), {sequences:,} Sequenzen und Batches von {tokens:,} Token, und übertragen</translation>
    </message>
    <message>
        <source>vLLM moves whole parameters to the machine&apos;s memory, so a little more than asked for</source>
        <translation>vLLM verlegt ganze Parameter in den Arbeitsspeicher, also etwas mehr als verlangt</translation>
    </message>
    <message>
        <source>{model} is not in the catalogue.</source>
        <translation>{model} ist nicht im Katalog.</translation>
    </message>
    <message>
        <source>{name} is not in the GPU catalogue, and its memory is not given.</source>
        <translation>{name} ist nicht im GPU-Katalog, und ihr Speicher ist nicht angegeben.</translation>
    </message>
    <message>
        <source>{place}: {first}.</source>
        <translation>{place}: {first}.</translation>
    </message>
    <message>
        <source>{sequences:,} requests at once each need a block for their state; there are {most:,}.</source>
        <translation>{sequences:,} gleichzeitige Anfragen brauchen je einen Block für ihren Zustand; es gibt {most:,}.</translation>
    </message>
</context>
<context>
    <name>model page</name>
    <message>
        <source>A rough guide, not a measurement: it follows from the model&apos;s parameters (all and active), how new it is, and the bits of its format.</source>
        <translation>Ein grober Anhalt, keine Messung: Er folgt aus den Parametern des Modells (allen und den aktiven), seinem Alter und den Bits seines Formats.</translation>
    </message>
    <message>
        <source>All formats on the Hub</source>
        <translation>Alle Formate auf dem Hub</translation>
    </message>
    <message>
        <source>All tok/s</source>
        <translation>Alle Tok/s</translation>
    </message>
    <message>
        <source>Any licence</source>
        <translation>Jede Lizenz</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>Jede Größe</translation>
    </message>
    <message>
        <source>Ask the Hub for every repository of this model</source>
        <translation>Den Hub nach jedem Repository dieses Modells fragen</translation>
    </message>
    <message>
        <source>Best first for this rig. The first one that surely starts is chosen already: Next is enough.</source>
        <translation>Das Beste für diesen Rechner zuerst. Das erste, das sicher startet, ist schon gewählt: Weiter genügt.</translation>
    </message>
    <message>
        <source>Bits</source>
        <translation>Bits</translation>
    </message>
    <message>
        <source>Calls tools</source>
        <translation>Ruft Werkzeuge auf</translation>
    </message>
    <message>
        <source>Chosen: {model}, {format}</source>
        <translation>Gewählt: {model}, {format}</translation>
    </message>
    <message>
        <source>Commit {commit}</source>
        <translation>Commit {commit}</translation>
    </message>
    <message>
        <source>Computes</source>
        <translation>Rechnet</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filters ({n})</source>
        <translation>Filter ({n})</translation>
    </message>
    <message>
        <source>Fits?</source>
        <translation>Passt?</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>Gut für</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>How the weights are stored. Fewer bits take less memory and lose a little quality.</source>
        <translation>Wie die Gewichte gespeichert sind. Weniger Bits nehmen weniger Speicher und verlieren etwas Qualität.</translation>
    </message>
    <message>
        <source>It would run {split}.</source>
        <translation>Es liefe {split}.</translation>
    </message>
    <message>
        <source>Its config is put together from a sibling of the same dimensions.</source>
        <translation>Die Konfiguration ist aus einem Geschwistermodell gleicher Maße zusammengesetzt.</translation>
    </message>
    <message>
        <source>Largest size</source>
        <translation>Höchste Größe</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Likely tokens a second of all requests together, for what it is for.</source>
        <translation>Wahrscheinliche Token pro Sekunde aller Anfragen zusammen, für den gewählten Zweck.</translation>
    </message>
    <message>
        <source>Likely tokens a second of one request; people read about 10. A token is about three quarters of a word.</source>
        <translation>Wahrscheinliche Token pro Sekunde einer Anfrage; Menschen lesen etwa 10. Ein Token ist etwa drei Viertel eines Wortes.</translation>
    </message>
    <message>
        <source>Looking for other formats of it …</source>
        <translation>Andere Formate werden gesucht …</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Models of the catalogue, of this disk and of the Hub</source>
        <translation>Modelle des Katalogs, dieses Datenträgers und des Hubs</translation>
    </message>
    <message>
        <source>Name or format, such as “qwen awq”; or paste a Hub address</source>
        <translation>Name oder Format, etwa „qwen awq“; oder eine Hub-Adresse einfügen</translation>
    </message>
    <message>
        <source>No model matches. Try fewer words or filters, paste an address, or open a folder.</source>
        <translation>Kein Modell passt dazu. Versuchen Sie weniger Wörter oder Filter, fügen Sie eine Adresse ein oder öffnen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>Not gated</source>
        <translation>Frei zugänglich</translation>
    </message>
    <message>
        <source>Nothing of it fits this rig.</source>
        <translation>Nichts davon passt auf diesen Rechner.</translation>
    </message>
    <message>
        <source>Nothing on the Hub has that name.</source>
        <translation>Nichts auf dem Hub heißt so.</translation>
    </message>
    <message>
        <source>On this disk</source>
        <translation>Auf diesem Datenträger</translation>
    </message>
    <message>
        <source>Only what fits</source>
        <translation>Nur was passt</translation>
    </message>
    <message>
        <source>Open a folder …</source>
        <translation>Ordner öffnen …</translation>
    </message>
    <message>
        <source>Open a model&apos;s folder</source>
        <translation>Den Ordner eines Modells öffnen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Quantized</source>
        <translation>Quantisiert</translation>
    </message>
    <message>
        <source>Reading it from the disk …</source>
        <translation>Es wird vom Datenträger gelesen …</translation>
    </message>
    <message>
        <source>Reading {model}: config and headers, no weights …</source>
        <translation>{model} wird gelesen: Konfiguration und Header, keine Gewichte …</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Denkt nach</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Search models here and on the Hub, or paste an address</source>
        <translation>Modelle hier und auf dem Hub suchen oder eine Adresse einfügen</translation>
    </message>
    <message>
        <source>Searching the Hub …</source>
        <translation>Der Hub wird durchsucht …</translation>
    </message>
    <message>
        <source>Sees images</source>
        <translation>Sieht Bilder</translation>
    </message>
    <message>
        <source>Select it, and its headers are read for an exact verdict.</source>
        <translation>Wählen Sie es aus, dann werden seine Header für ein genaues Urteil gelesen.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Gestoppt.</translation>
    </message>
    <message>
        <source>The Hub asks you to accept its licence first.</source>
        <translation>Der Hub verlangt, dass Sie zuerst die Lizenz annehmen.</translation>
    </message>
    <message>
        <source>The longest single conversation that fits, prompt and answer together, in tokens.</source>
        <translation>Die längste einzelne Unterhaltung, die passt, Eingabe und Antwort zusammen, in Token.</translation>
    </message>
    <message>
        <source>This format costs about {loss:.0%} on test scores.</source>
        <translation>Dieses Format kostet etwa {loss:.0%} der Testpunkte.</translation>
    </message>
    <message>
        <source>This is the Hub&apos;s answer of {age} ago.</source>
        <translation>Dies ist die Antwort des Hubs von vor {age}.</translation>
    </message>
    <message>
        <source>This is {model} as it was {age} ago.</source>
        <translation>Dies ist {model}, wie es vor {age} war.</translation>
    </message>
    <message>
        <source>Tokens/s</source>
        <translation>Token/s</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Unknown: only the catalogue&apos;s models are graded.</source>
        <translation>Unbekannt: Nur die Modelle des Katalogs haben eine Note.</translation>
    </message>
    <message>
        <source>Up to {size} GB</source>
        <translation>Bis {size} GB</translation>
    </message>
    <message>
        <source>Ways to run it</source>
        <translation>Wege, es zu betreiben</translation>
    </message>
    <message>
        <source>Ways to run this model, by format</source>
        <translation>Wege, dieses Modell zu betreiben, nach Format</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Which model?</source>
        <translation>Welches Modell?</translation>
    </message>
    <message>
        <source>catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>gated</source>
        <translation>beschränkt</translation>
    </message>
    <message>
        <source>in {n} stages, one after the other (pipeline)</source>
        <translation>in {n} Stufen nacheinander (Pipeline)</translation>
    </message>
    <message>
        <source>licence unknown</source>
        <translation>Lizenz unbekannt</translation>
    </message>
    <message>
        <source>licence {licence}</source>
        <translation>Lizenz {licence}</translation>
    </message>
    <message>
        <source>look</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>native</source>
        <translation>nativ</translation>
    </message>
    <message>
        <source>no kernel</source>
        <translation>kein Kernel</translation>
    </message>
    <message>
        <source>no tokenizer among its files</source>
        <translation>kein Tokenizer unter seinen Dateien</translation>
    </message>
    <message>
        <source>not for vLLM</source>
        <translation>nicht für vLLM</translation>
    </message>
    <message>
        <source>on one GPU</source>
        <translation>auf einer GPU</translation>
    </message>
    <message>
        <source>on this disk</source>
        <translation>auf Datenträger</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message>
        <source>reasons</source>
        <translation>denkt nach</translation>
    </message>
    <message>
        <source>shared by {n} GPUs (tensor parallel)</source>
        <translation>auf {n} GPUs aufgeteilt (Tensor-Parallelität)</translation>
    </message>
    <message>
        <source>takes tools</source>
        <translation>nimmt Werkzeuge</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ungelesen</translation>
    </message>
    <message>
        <source>weight-only</source>
        <translation>nur Gewichte</translation>
    </message>
    <message>
        <source>{count:,} downloads</source>
        <translation>{count:,} Downloads</translation>
    </message>
    <message>
        <source>{count} on the Hub, most downloaded first.</source>
        <translation>{count} auf dem Hub, meistgeladene zuerst.</translation>
    </message>
    <message>
        <source>{count} repositories hold this model.</source>
        <translation>{count} Repositorys enthalten dieses Modell.</translation>
    </message>
    <message>
        <source>{count} repositories hold this model. Select one to read it ({unread} unread).</source>
        <translation>{count} Repositorys enthalten dieses Modell. Wählen Sie eines, um es zu lesen ({unread} ungelesen).</translation>
    </message>
    <message>
        <source>{format}  +{others}</source>
        <translation>{format}  +{others}</translation>
    </message>
    <message>
        <source>{grade} of 5, a rough guide: likely as good as {size} billion parameters of the newest models.</source>
        <translation>{grade} von 5, ein grober Anhalt: wahrscheinlich so gut wie {size} Milliarden Parameter der neuesten Modelle.</translation>
    </message>
    <message>
        <source>{model} is on this disk.</source>
        <translation>{model} liegt auf diesem Datenträger.</translation>
    </message>
    <message>
        <source>{model} – licence unknown, {downloads:,} downloads.</source>
        <translation>{model} – Lizenz unbekannt, {downloads:,} Downloads.</translation>
    </message>
    <message>
        <source>{model} – licence {licence}, {downloads:,} downloads.</source>
        <translation>{model} – Lizenz {licence}, {downloads:,} Downloads.</translation>
    </message>
    <message>
        <source>{model}, gated</source>
        <translation>{model}, zugangsbeschränkt</translation>
    </message>
    <message>
        <source>{model}, {downloads:,} downloads. Quality: {quality} ({source}).</source>
        <translation>{model}, {downloads:,} Downloads. Qualität: {quality} ({source}).</translation>
    </message>
    <message>
        <source>{others} more formats and versions of it: choose it to see them below.</source>
        <translation>{others} weitere Formate und Fassungen davon: Wählen Sie es, dann stehen sie darunter.</translation>
    </message>
    <message>
        <source>{tensors:,} tensors read from one header</source>
        <translation>{tensors:,} Tensoren aus einem Header gelesen</translation>
    </message>
    <message>
        <source>{tensors:,} tensors read from {headers} headers</source>
        <translation>{tensors:,} Tensoren aus {headers} Headern gelesen</translation>
    </message>
    <message>
        <source>{verdict}, recommended: {why}</source>
        <translation>{verdict}, empfohlen: {why}</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>Check the file&apos;s permissions.</source>
        <translation>Prüfen Sie die Rechte der Datei.</translation>
    </message>
    <message>
        <source>Choose another revision or another publisher&apos;s files.</source>
        <translation>Wählen Sie eine andere Revision oder die Dateien eines anderen Herausgebers.</translation>
    </message>
    <message>
        <source>Choose the folder that holds the model&apos;s config.json and safetensors files.</source>
        <translation>Wählen Sie den Ordner, der die config.json und die safetensors-Dateien des Modells enthält.</translation>
    </message>
    <message>
        <source>Model Optimizer&apos;s weight format has no name; taken as 16 bit</source>
        <translation>ein Gewichtsformat des Model Optimizer hat keinen Namen; als 16 Bit angenommen</translation>
    </message>
    <message>
        <source>Model Optimizer&apos;s weight format {name} is not known; taken as 16 bit</source>
        <translation>das Gewichtsformat {name} des Model Optimizer ist nicht bekannt; als 16 Bit angenommen</translation>
    </message>
    <message>
        <source>NVFP4 without a config: taken as NVIDIA publishes it, with the routed experts in 4 bit</source>
        <translation>NVFP4 ohne Konfiguration: angenommen, wie NVIDIA es veröffentlicht, mit den Experten in 4 Bit</translation>
    </message>
    <message>
        <source>Quark&apos;s format has no name; taken as 16 bit</source>
        <translation>Quarks Format hat keinen Namen; als 16 Bit angenommen</translation>
    </message>
    <message>
        <source>Quark&apos;s format {kind} is not known; taken as 16 bit</source>
        <translation>Quarks Format {kind} ist nicht bekannt; als 16 Bit angenommen</translation>
    </message>
    <message>
        <source>Take the complete config.json of the model&apos;s repository.</source>
        <translation>Nehmen Sie die vollständige config.json aus dem Repository des Modells.</translation>
    </message>
    <message>
        <source>Take the config.json of the model&apos;s repository, unchanged and whole.</source>
        <translation>Nehmen Sie die config.json aus dem Repository des Modells, unverändert und ganz.</translation>
    </message>
    <message>
        <source>Take the config.json of the model&apos;s repository.</source>
        <translation>Nehmen Sie die config.json aus dem Repository des Modells.</translation>
    </message>
    <message>
        <source>Take the unchanged config.json of the model&apos;s repository.</source>
        <translation>Nehmen Sie die unveränderte config.json aus dem Repository des Modells.</translation>
    </message>
    <message>
        <source>The config.json does not say {name}.</source>
        <translation>In der config.json fehlt {name}.</translation>
    </message>
    <message>
        <source>The config.json holds values that make no sense together.</source>
        <translation>Die config.json enthält Werte, die zusammen keinen Sinn ergeben.</translation>
    </message>
    <message>
        <source>The config.json is empty.</source>
        <translation>Die config.json ist leer.</translation>
    </message>
    <message>
        <source>The config.json is not a JSON object.</source>
        <translation>Die config.json ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>The config.json is not complete JSON.</source>
        <translation>Die config.json ist kein vollständiges JSON.</translation>
    </message>
    <message>
        <source>The config.json is not text.</source>
        <translation>Die config.json ist kein Text.</translation>
    </message>
    <message>
        <source>The config.json names no architecture.</source>
        <translation>Die config.json nennt keine Architektur.</translation>
    </message>
    <message>
        <source>The config.json says {heads:,} heads share a hidden size of {hidden:,}, which leaves nothing for a head.</source>
        <translation>Laut config.json teilen sich {heads:,} Köpfe eine Hidden Size von {hidden:,}; für einen Kopf bleibt dabei nichts.</translation>
    </message>
    <message>
        <source>The config.json says {name} = {shown}, which is not {wanted}.</source>
        <translation>In der config.json steht {name} = {shown}; das ist nicht {wanted}.</translation>
    </message>
    <message>
        <source>The index is no table of tensors; vLLM could not load it.</source>
        <translation>Der Index ist keine Tabelle von Tensoren; vLLM könnte ihn nicht laden.</translation>
    </message>
    <message>
        <source>The index names {shown!r}, which is not in the repository.</source>
        <translation>Der Index nennt {shown!r}; das ist nicht im Repository.</translation>
    </message>
    <message>
        <source>There is no config.json in {parent}.</source>
        <translation>In {parent} gibt es keine config.json.</translation>
    </message>
    <message>
        <source>a list of at most {most:,} items</source>
        <translation>eine Liste von höchstens {most:,} Einträgen</translation>
    </message>
    <message>
        <source>a number from {low:g} to {high:g}</source>
        <translation>eine Zahl von {low:g} bis {high:g}</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>a whole number from {low:,} to {high:,}</source>
        <translation>eine ganze Zahl von {low:,} bis {high:,}</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>compressed-tensors without a config: taken for 4 bit in groups of 128</source>
        <translation>compressed-tensors ohne Konfiguration: als 4 Bit in Gruppen von 128 angenommen</translation>
    </message>
    <message>
        <source>its encoders for images or sound are counted by their dimensions alone</source>
        <translation>seine Encoder für Bilder oder Ton sind nur nach ihren Maßen gezählt</translation>
    </message>
    <message>
        <source>its quantization_config names no quant_method; taken as vLLM takes it</source>
        <translation>seine quantization_config nennt keine quant_method; genommen, wie vLLM sie nimmt</translation>
    </message>
    <message>
        <source>its table of word groups lies in the machine&apos;s memory</source>
        <translation>seine Tabelle der Wortgruppen liegt im Arbeitsspeicher des Rechners</translation>
    </message>
    <message>
        <source>of its loops, the KV cache of the first two alone is counted</source>
        <translation>von seinen Schleifen zählt nur der KV-Cache der ersten beiden</translation>
    </message>
    <message>
        <source>the architecture of this model is not known; read by its fields, like models that have the same</source>
        <translation>die Architektur dieses Modells ist nicht bekannt; nach ihren Feldern gelesen, wie Modelle mit denselben</translation>
    </message>
    <message>
        <source>the architecture {name} is not known; read by its fields, like models that have the same</source>
        <translation>die Architektur {name} ist nicht bekannt; nach ihren Feldern gelesen, wie Modelle mit denselben</translation>
    </message>
    <message>
        <source>the prediction modules of {architecture} are taken for layers like its last</source>
        <translation>die Vorhersagemodule von {architecture} gelten als Schichten wie seine letzte</translation>
    </message>
    <message>
        <source>the tensors hold {whole:.2f} billion parameters where this architecture has {read:.2f} billion in vLLM</source>
        <translation>die Tensoren enthalten {whole:.2f} Milliarden Parameter, wo diese Architektur in vLLM {read:.2f} Milliarden hat</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>wahr oder falsch</translation>
    </message>
    <message>
        <source>weight format {name!r} is not known; taken as 16 bit</source>
        <translation>das Gewichtsformat {name!r} ist nicht bekannt; als 16 Bit angenommen</translation>
    </message>
    <message>
        <source>whole numbers from {low:,} to {high:,}</source>
        <translation>ganze Zahlen von {low:,} bis {high:,}</translation>
    </message>
    <message>
        <source>{container} without a config: taken for {text}, in the usual recipe</source>
        <translation>{container} ohne Konfiguration: als {text} angenommen, nach dem üblichen Rezept</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}.</source>
        <translation>{file} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>{file} has a header of {megabytes:,.0f} MB; vLLM could not load it.</source>
        <translation>{file} hat einen Header von {megabytes:,.0f} MB; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} has a header that is no table of tensors; vLLM could not load it.</source>
        <translation>{file} hat einen Header, der keine Tabelle von Tensoren ist; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} has a header that is not JSON; vLLM could not load it.</source>
        <translation>{file} hat einen Header, der kein JSON ist; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} has a tensor of impossible size; vLLM could not load it.</source>
        <translation>{file} hat einen Tensor unmöglicher Größe; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} has a tensor whose size and place do not agree; vLLM could not load it.</source>
        <translation>{file} hat einen Tensor, dessen Größe und Platz nicht zusammenpassen; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} has tensors of type {dtype!r}, which safetensors does not know; vLLM could not load it.</source>
        <translation>{file} hat Tensoren vom Typ {dtype!r}, den safetensors nicht kennt; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} has tensors that overlap or leave gaps; vLLM could not load it.</source>
        <translation>{file} hat Tensoren, die sich überlappen oder Lücken lassen; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} has {size:,} bytes, and says that its header alone has {length:,}; vLLM could not load it.</source>
        <translation>{file} hat {size:,} Bytes und gibt allein für ihren Header {length:,} an; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} is cut off before its header; vLLM could not load it.</source>
        <translation>{file} ist vor ihrem Header abgeschnitten; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} is cut off within its header; vLLM could not load it.</source>
        <translation>{file} ist in ihrem Header abgeschnitten; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{file} is not as long as its header says; vLLM could not load it.</source>
        <translation>{file} ist nicht so lang, wie ihr Header angibt; vLLM könnte sie nicht laden.</translation>
    </message>
    <message>
        <source>{name} in {parent} has {megabytes:,.0f} MB; no model&apos;s config is that large.</source>
        <translation>{name} in {parent} hat {megabytes:,.0f} MB; so groß ist keine Konfiguration eines Modells.</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>A mixture of experts: expert parallel keeps experts whole.</source>
        <translation>Ein Mixture-of-Experts-Modell: Experten-Parallelität hält Experten ganz.</translation>
    </message>
    <message>
        <source>A monitor hangs on GPU {index}: the desktop takes {reserve} of it or more, and tensor parallel takes as much from every other card.</source>
        <translation>An GPU {index} hängt ein Bildschirm: Der Desktop nimmt {reserve} davon oder mehr, und Tensor-Parallelität nimmt jeder anderen Karte ebenso viel.</translation>
    </message>
    <message>
        <source>A second start finds the kernels compiled and has that room, even where the first was refused.</source>
        <translation>Ein zweiter Start findet die Kernel kompiliert vor und hat diesen Platz, auch wenn der erste abgelehnt wurde.</translation>
    </message>
    <message>
        <source>At the first start of a configuration vLLM charges what it tries while it compiles: up to {size} less KV cache on a card.</source>
        <translation>Beim ersten Start einer Konfiguration rechnet vLLM an, was es beim Kompilieren ausprobiert: bis zu {size} weniger KV-Cache auf einer Karte.</translation>
    </message>
    <message>
        <source>Data-parallel attention (data parallel with expert parallel) or `--decode-context-parallel-size` does.</source>
        <translation>Daten-parallele Attention (Daten-Parallelität mit Experten-Parallelität) oder `--decode-context-parallel-size` tut es.</translation>
    </message>
    <message>
        <source>For one person tensor parallel is still the faster way; for many requests a larger batch sends less.</source>
        <translation>Für eine Person ist Tensor-Parallelität immer noch der schnellere Weg; bei vielen Anfragen sendet ein größerer Batch weniger.</translation>
    </message>
    <message>
        <source>For one person tensor parallel is still the faster way; for many requests a pipeline sends less.</source>
        <translation>Für eine Person ist Tensor-Parallelität immer noch der schnellere Weg; bei vielen Anfragen sendet eine Pipeline weniger.</translation>
    </message>
    <message>
        <source>For one person tensor parallel is still the faster way; for many requests one copy of the model on each card (data parallel) sends less.</source>
        <translation>Für eine Person ist Tensor-Parallelität immer noch der schnellere Weg; bei vielen Anfragen sendet eine Kopie des Modells je Karte (Daten-Parallelität) weniger.</translation>
    </message>
    <message>
        <source>If the start hangs, set `--disable-custom-all-reduce` and `NCCL_P2P_DISABLE=1`: they are two mechanisms.</source>
        <translation>Hängt der Start, setzen Sie `--disable-custom-all-reduce` und `NCCL_P2P_DISABLE=1`: Das sind zwei Mechanismen.</translation>
    </message>
    <message>
        <source>It fits no single machine here: tensor parallel inside, stages across.</source>
        <translation>Es passt auf keinen einzelnen Rechner hier: Tensor-Parallelität innen, Stufen quer darüber.</translation>
    </message>
    <message>
        <source>It fits one card: no distribution.</source>
        <translation>Es passt auf eine Karte: keine Verteilung.</translation>
    </message>
    <message>
        <source>It fits one machine: tensor parallel over its cards.</source>
        <translation>Es passt auf einen Rechner: Tensor-Parallelität über seine Karten.</translation>
    </message>
    <message>
        <source>It fits {size} cards: tensor parallel over them.</source>
        <translation>Es passt auf {size} Karten: Tensor-Parallelität über sie.</translation>
    </message>
    <message>
        <source>Look at `nvidia-smi` before you buy or rent; for older drivers take an image up to 0.19 (CUDA 12).</source>
        <translation>Sehen Sie in `nvidia-smi` nach, bevor Sie kaufen oder mieten; für ältere Treiber nehmen Sie ein Image bis 0.19 (CUDA 12).</translation>
    </message>
    <message>
        <source>No NVLink: pipeline stages send less than tensor parallel.</source>
        <translation>Kein NVLink: Pipeline-Stufen senden weniger als Tensor-Parallelität.</translation>
    </message>
    <message>
        <source>No tensor parallel size works.</source>
        <translation>Keine Größe der Tensor-Parallelität geht.</translation>
    </message>
    <message>
        <source>No tensor parallel size works; {cards} pipeline stages use every card.</source>
        <translation>Keine Größe der Tensor-Parallelität geht; {cards} Pipeline-Stufen nutzen jede Karte.</translation>
    </message>
    <message>
        <source>Nothing to do; an NVLink bridge or pipeline stages of two cards lessen it.</source>
        <translation>Nichts zu tun; eine NVLink-Brücke oder Pipeline-Stufen aus zwei Karten mildern es.</translation>
    </message>
    <message>
        <source>On the {card} FlashInfer replaces FlashAttention for an FP8 cache and compiles at the first start; vLLM&apos;s own source doubts fp8_e4m3 there.</source>
        <translation>Auf der {card} ersetzt FlashInfer für einen FP8-Cache FlashAttention und kompiliert beim ersten Start; der Quelltext von vLLM zweifelt dort an fp8_e4m3.</translation>
    </message>
    <message>
        <source>One card is enough for this model; a split over more would answer one person a little faster at most.</source>
        <translation>Eine Karte genügt für dieses Modell; eine Aufteilung auf mehr würde einer Person höchstens etwas schneller antworten.</translation>
    </message>
    <message>
        <source>One server on each card serves two models; llama.cpp with `--tensor-split` is made for unlike cards.</source>
        <translation>Ein Server auf jeder Karte bedient zwei Modelle; llama.cpp mit `--tensor-split` ist für ungleiche Karten gemacht.</translation>
    </message>
    <message>
        <source>Patched drivers promise it and may move no bytes; check with nccl-tests before relying on one.</source>
        <translation>Veränderte Treiber versprechen es und übertragen vielleicht keine Bytes; prüfen Sie es mit nccl-tests, bevor Sie sich darauf verlassen.</translation>
    </message>
    <message>
        <source>Pipeline stages (VLLM_PP_LAYER_PARTITION) use all of it; one server on each card serves two models; llama.cpp with `--tensor-split` is made for unlike cards.</source>
        <translation>Pipeline-Stufen (VLLM_PP_LAYER_PARTITION) nutzen alles davon; ein Server auf jeder Karte bedient zwei Modelle; llama.cpp mit `--tensor-split` ist für ungleiche Karten gemacht.</translation>
    </message>
    <message>
        <source>Pipeline stages of {layers} layers (VLLM_PP_LAYER_PARTITION) use all of it; one server on each card serves two models; llama.cpp with `--tensor-split` is made for unlike cards.</source>
        <translation>Pipeline-Stufen mit {layers} Schichten (VLLM_PP_LAYER_PARTITION) nutzen alles davon; ein Server auf jeder Karte bedient zwei Modelle; llama.cpp mit `--tensor-split` ist für ungleiche Karten gemacht.</translation>
    </message>
    <message>
        <source>Plug the monitor into the mainboard&apos;s or another card&apos;s socket to have all of it.</source>
        <translation>Stecken Sie den Bildschirm an die Hauptplatine oder an eine andere Karte, um sie ganz zu haben.</translation>
    </message>
    <message>
        <source>Prefer a 4-bit checkpoint made for float16 (AWQ, GPTQ).</source>
        <translation>Nehmen Sie lieber einen 4-Bit-Checkpoint, der für float16 gemacht ist (AWQ, GPTQ).</translation>
    </message>
    <message>
        <source>Put the older card first (CUDA_VISIBLE_DEVICES), or run one server on each.</source>
        <translation>Setzen Sie die ältere Karte an die erste Stelle (CUDA_VISIBLE_DEVICES), oder betreiben Sie auf jeder einen Server.</translation>
    </message>
    <message>
        <source>RTX PRO Blackwell cards hang in peer transfers while an IOMMU with ACS is active.</source>
        <translation>Karten der Reihe RTX PRO Blackwell hängen bei direkten Übertragungen, solange eine IOMMU mit ACS aktiv ist.</translation>
    </message>
    <message>
        <source>Run a second, smaller model there with a server of its own, or split by layers with llama.cpp (`--tensor-split`), which suits unlike cards.</source>
        <translation>Betreiben Sie dort ein zweites, kleineres Modell mit eigenem Server, oder teilen Sie nach Schichten mit llama.cpp (`--tensor-split`), das zu ungleichen Karten passt.</translation>
    </message>
    <message>
        <source>Set the layers of each stage by hand (VLLM_PP_LAYER_PARTITION) if a card is short.</source>
        <translation>Setzen Sie die Schichten jeder Stufe von Hand (VLLM_PP_LAYER_PARTITION), wenn eine Karte knapp ist.</translation>
    </message>
    <message>
        <source>Split over {cards} cards an expert keeps {each:g} of {columns:,} columns a card; small matrices are slow, and quantized ones may not divide.</source>
        <translation>Auf {cards} Karten aufgeteilt behält ein Experte {each:g} von {columns:,} Spalten je Karte; kleine Matrizen sind langsam, und quantisierte lassen sich vielleicht nicht teilen.</translation>
    </message>
    <message>
        <source>Start the kernel with `iommu=pt` (or off) and switch ACS off in the firmware (vllm issue 51513).</source>
        <translation>Starten Sie den Linux-Kernel mit `iommu=pt` (oder aus) und schalten Sie ACS in der Firmware ab (vLLM-Issue 51513).</translation>
    </message>
    <message>
        <source>Tensor parallel gives every card an equal share and sizes the cache by the smallest, the {card}: {idle} of the others stay unused, and the slowest card sets the pace.</source>
        <translation>Tensor-Parallelität gibt jeder Karte den gleichen Anteil und bemisst den Cache nach der kleinsten, der {card}: {idle} der anderen bleiben ungenutzt, und die langsamste Karte gibt das Tempo vor.</translation>
    </message>
    <message>
        <source>Tensor parallel {heads} with stages, or `--decode-context-parallel-size`.</source>
        <translation>Tensor-Parallelität {heads} mit Stufen, oder `--decode-context-parallel-size`.</translation>
    </message>
    <message>
        <source>Tensor parallel {sizes} works.</source>
        <translation>Tensor-Parallelität {sizes} geht.</translation>
    </message>
    <message>
        <source>Tensor parallel {sizes} works; {cards} pipeline stages use every card.</source>
        <translation>Tensor-Parallelität {sizes} geht; {cards} Pipeline-Stufen nutzen jede Karte.</translation>
    </message>
    <message>
        <source>The image of vLLM {version} holds CUDA {cuda}: it needs driver {driver} or newer and cards from Turing on.</source>
        <translation>Das Image von vLLM {version} enthält CUDA {cuda}: Es braucht Treiber {driver} oder neuer und Karten ab Turing.</translation>
    </message>
    <message>
        <source>The latent KV cache is whole on each of the {tp} cards, so more cards do not share it.</source>
        <translation>Der latente KV-Cache liegt ganz auf jeder der {tp} Karten, daher teilen sich mehr Karten ihn nicht.</translation>
    </message>
    <message>
        <source>The plan leaves out {left}: vLLM would cut the other cards down to the smallest.</source>
        <translation>Der Plan lässt {left} weg: vLLM würde die anderen Karten auf die kleinste zurückschneiden.</translation>
    </message>
    <message>
        <source>The {card} has no bfloat16; vLLM computes this model in float16 there, and a few families (Gemma 2 and 3, GLM-4) in float32, which doubles their weights and cache.</source>
        <translation>Die {card} hat kein bfloat16; vLLM rechnet dieses Modell dort in float16, und einige Familien (Gemma 2 und 3, GLM-4) in float32, was Gewichte und Cache verdoppelt.</translation>
    </message>
    <message>
        <source>These {name} cards do not reach each other&apos;s memory: NVIDIA&apos;s driver has no peer access for them, so every sum goes through the host&apos;s memory.</source>
        <translation>Diese Karten ({name}) erreichen den Speicher der anderen nicht: Der Treiber von NVIDIA erlaubt ihnen keinen direkten Zugriff, daher geht jede Summe durch den Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Turn MIG off to use the whole card, or plan one model a slice.</source>
        <translation>Schalten Sie MIG ab, um die ganze Karte zu nutzen, oder planen Sie ein Modell je Scheibe.</translation>
    </message>
    <message>
        <source>Turn on expert parallel: each card then holds whole experts.</source>
        <translation>Schalten Sie Experten-Parallelität ein: Jede Karte hält dann ganze Experten.</translation>
    </message>
    <message>
        <source>Two PCIe cards that report peer access get vLLM&apos;s own all-reduce, and vLLM believes the driver (VLLM_SKIP_P2P_CHECK is on).</source>
        <translation>Zwei PCIe-Karten, die direkten Zugriff melden, bekommen das eigene All-Reduce von vLLM, und vLLM glaubt dem Treiber (VLLM_SKIP_P2P_CHECK ist an).</translation>
    </message>
    <message>
        <source>Use fp8_e5m2 (not with FP8 weights) if answers are off.</source>
        <translation>Benutzen Sie fp8_e5m2 (nicht mit FP8-Gewichten), wenn Antworten verfälscht sind.</translation>
    </message>
    <message>
        <source>Use the other for a second copy (data parallel {alike}: {alike} times the requests), or for another model.</source>
        <translation>Benutzen Sie die andere für eine zweite Kopie (Daten-Parallelität {alike}: {alike}-mal so viele Anfragen) oder für ein anderes Modell.</translation>
    </message>
    <message>
        <source>Use the others for a second copy (data parallel {alike}: {alike} times the requests), or for another model.</source>
        <translation>Benutzen Sie die anderen für eine zweite Kopie (Daten-Parallelität {alike}: {alike}-mal so viele Anfragen) oder für ein anderes Modell.</translation>
    </message>
    <message>
        <source>Without NVLink the sums over {tp} cards take {cost:.1f} ms of each token, {share:.0%} of its time, and more with long prompts and many requests.</source>
        <translation>Ohne NVLink kosten die Summen über {tp} Karten {cost:.1f} ms je Token, {share:.0%} seiner Zeit, und mehr bei langen Eingaben und vielen Anfragen.</translation>
    </message>
    <message>
        <source>vLLM picks its kernels by the first card, the {first}; the {older} (compute capability {have}) may lack them, FP8 above all.</source>
        <translation>vLLM wählt seine Kernel nach der ersten Karte, der {first}; der {older} (Compute Capability {have}) fehlen sie vielleicht, FP8 vor allem.</translation>
    </message>
    <message>
        <source>vLLM&apos;s own all-reduce is for two PCIe cards or NVLink; {tp} PCIe cards use NCCL.</source>
        <translation>Das eigene All-Reduce von vLLM ist für zwei PCIe-Karten oder NVLink; {tp} PCIe-Karten benutzen NCCL.</translation>
    </message>
    <message>
        <source>{count} MIG slice: NCCL joins none with another, so each runs a server of its own.</source>
        <translation>{count} MIG-Scheibe: NCCL verbindet keine mit einer anderen, daher betreibt jede einen eigenen Server.</translation>
    </message>
    <message>
        <source>{count} MIG slices: NCCL joins none with another, so each runs a server of its own.</source>
        <translation>{count} MIG-Scheiben: NCCL verbindet keine mit einer anderen, daher betreibt jede einen eigenen Server.</translation>
    </message>
    <message>
        <source>{count} cards do not divide the model: pipeline stages do.</source>
        <translation>{count} Karten teilen das Modell nicht gleichmäßig: Pipeline-Stufen tun es.</translation>
    </message>
    <message>
        <source>{heads} key-value heads for {tp} cards: each head is held {copies} times, and the cache a card holds shrinks no further.</source>
        <translation>{heads} Key-Value-Köpfe für {tp} Karten: Jeder Kopf liegt {copies}-mal vor, und der Cache einer Karte schrumpft nicht weiter.</translation>
    </message>
    <message>
        <source>{layers} layers over {pp} stages leave some stages a layer longer; vLLM spares the last one.</source>
        <translation>{layers} Schichten auf {pp} Stufen lassen manche Stufe eine Schicht länger; vLLM schont die letzte.</translation>
    </message>
    <message>
        <source>{why} So tensor parallel {cards} is not to be had.</source>
        <translation>{why} Daher ist Tensor-Parallelität {cards} nicht zu haben.</translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>%</source>
        <translation>&#xa0;%</translation>
    </message>
</context>
<context>
    <name>overhead</name>
    <message>
        <source>CUDA context</source>
        <translation>CUDA-Kontext</translation>
    </message>
    <message>
        <source>CUDA graphs</source>
        <translation>CUDA-Graphen</translation>
    </message>
    <message>
        <source>NCCL channels and all-reduce buffers over NVLink</source>
        <translation>NCCL-Kanäle und All-Reduce-Puffer über NVLink</translation>
    </message>
    <message>
        <source>NCCL channels and all-reduce buffers over PCIe</source>
        <translation>NCCL-Kanäle und All-Reduce-Puffer über PCIe</translation>
    </message>
    <message>
        <source>NCCL channels between pipeline stages</source>
        <translation>NCCL-Kanäle zwischen Pipeline-Stufen</translation>
    </message>
    <message>
        <source>activation peak</source>
        <translation>Spitze der Aktivierungen</translation>
    </message>
    <message>
        <source>after the start</source>
        <translation>nach dem Start</translation>
    </message>
    <message>
        <source>allocator slack</source>
        <translation>Verschnitt des Allokators</translation>
    </message>
    <message>
        <source>batches of {tokens:,} tokens handed on to the draft</source>
        <translation>Batches von {tokens:,} Token, an den Entwurf weitergereicht</translation>
    </message>
    <message>
        <source>block tables and attention workspaces</source>
        <translation>Blocktabellen und Arbeitsbereiche der Attention</translation>
    </message>
    <message>
        <source>communication</source>
        <translation>Kommunikation</translation>
    </message>
    <message>
        <source>draft&apos;s buffers</source>
        <translation>Puffer des Entwurfs</translation>
    </message>
    <message>
        <source>driver state and libraries of one process</source>
        <translation>Treiberzustand und Bibliotheken eines Prozesses</translation>
    </message>
    <message>
        <source>expert workspace</source>
        <translation>Arbeitsbereich der Experten</translation>
    </message>
    <message>
        <source>first compilation</source>
        <translation>erstes Kompilieren</translation>
    </message>
    <message>
        <source>host memory of its processes</source>
        <translation>Arbeitsspeicher seiner Prozesse</translation>
    </message>
    <message>
        <source>images of {tokens:,} tokens, {patches:,} patches: pixels, results, and what a layer needs beyond the peak</source>
        <translation>Bilder von {tokens:,} Token, {patches:,} Patches: Pixel, Ergebnisse und was eine Schicht über die Spitze hinaus braucht</translation>
    </message>
    <message>
        <source>kernels and buffers</source>
        <translation>Kernel und Puffer</translation>
    </message>
    <message>
        <source>kernels and libraries</source>
        <translation>Kernel und Bibliotheken</translation>
    </message>
    <message>
        <source>kernels tried at a configuration&apos;s first start, not at later ones</source>
        <translation>Kernel, die der erste Start einer Konfiguration ausprobiert, spätere nicht mehr</translation>
    </message>
    <message>
        <source>latent attention workspace</source>
        <translation>Arbeitsbereich der latenten Attention</translation>
    </message>
    <message>
        <source>library workspaces, and segments that tensors do not fill</source>
        <translation>Arbeitsbereiche von Bibliotheken und Segmente, die Tensoren nicht füllen</translation>
    </message>
    <message>
        <source>loaded GPU code, cuBLAS and all-reduce workspaces</source>
        <translation>geladener GPU-Code, Arbeitsbereiche von cuBLAS und All-Reduce</translation>
    </message>
    <message>
        <source>one pass of {tokens:,} tokens through the widest layer</source>
        <translation>ein Durchgang von {tokens:,} Token durch die breiteste Schicht</translation>
    </message>
    <message>
        <source>sampler and input buffers</source>
        <translation>Puffer für Sampling und Eingaben</translation>
    </message>
    <message>
        <source>sampling {rows:,} rows of {vocabulary:,} entries, {each} bytes each</source>
        <translation>Sampling von {rows:,} Zeilen mit {vocabulary:,} Einträgen zu je {each} Bytes</translation>
    </message>
    <message>
        <source>vision encoder</source>
        <translation>Bild-Encoder</translation>
    </message>
    <message>
        <source>what vLLM&apos;s processes take on the host, in the same memory</source>
        <translation>was die Prozesse von vLLM auf dem Rechner nehmen, im selben Speicher</translation>
    </message>
    <message>
        <source>{piecewise} graphs in pieces and {full} whole ones for up to {largest} tokens, {kernels:,} kernels each</source>
        <translation>{piecewise} Graphen in Stücken und {full} ganze für bis zu {largest} Token, je {kernels:,} Kernel</translation>
    </message>
    <message>
        <source>{rows:,} latents gathered for prompts, beyond the experts&apos; scratch memory</source>
        <translation>{rows:,} Latents für Eingaben gesammelt, über den Zwischenspeicher der Experten hinaus</translation>
    </message>
    <message>
        <source>{rows:,} token-expert pairs, two scratch tensors</source>
        <translation>{rows:,} Token-Experten-Paare, zwei Zwischentensoren</translation>
    </message>
    <message>
        <source>{sequences:,} sequences x {vocabulary:,} vocabulary entries x {each:g} bytes</source>
        <translation>{sequences:,} Sequenzen x {vocabulary:,} Vokabulareinträge x {each:g} Bytes</translation>
    </message>
</context>
<context>
    <name>plans</name>
    <message>
        <source>Also {merits}.</source>
        <translation>Außerdem {merits}.</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Best for a team</source>
        <translation>Am besten fürs Team</translation>
    </message>
    <message>
        <source>Best for chat</source>
        <translation>Am besten für Chat</translation>
    </message>
    <message>
        <source>Best for coding</source>
        <translation>Am besten fürs Programmieren</translation>
    </message>
    <message>
        <source>Best for jobs</source>
        <translation>Am besten für Aufträge</translation>
    </message>
    <message>
        <source>Best quality</source>
        <translation>Höchste Qualität</translation>
    </message>
    <message>
        <source>Fastest answers</source>
        <translation>Schnellste Antworten</translation>
    </message>
    <message>
        <source>Longest context</source>
        <translation>Längster Kontext</translation>
    </message>
    <message>
        <source>Most people at once</source>
        <translation>Die meisten gleichzeitig</translation>
    </message>
    <message>
        <source>The same model in a format that fits</source>
        <translation>Dasselbe Modell in einem Format, das passt</translation>
    </message>
    <message>
        <source>What matters most to you?</source>
        <translation>Was ist Ihnen am wichtigsten?</translation>
    </message>
    <message>
        <source>about {speed:,.0f} tokens a second</source>
        <translation>etwa {speed:,.0f} Token pro Sekunde</translation>
    </message>
    <message>
        <source>the best for a team</source>
        <translation>die beste Wahl fürs Team</translation>
    </message>
    <message>
        <source>the best for chat</source>
        <translation>die beste Wahl für Chat</translation>
    </message>
    <message>
        <source>the best for coding</source>
        <translation>die beste Wahl fürs Programmieren</translation>
    </message>
    <message>
        <source>the best for jobs</source>
        <translation>die beste Wahl für Aufträge</translation>
    </message>
    <message>
        <source>the best quality</source>
        <translation>die beste Qualität</translation>
    </message>
    <message>
        <source>the fastest answers</source>
        <translation>die schnellsten Antworten</translation>
    </message>
    <message>
        <source>the longest context</source>
        <translation>der längste Kontext</translation>
    </message>
    <message>
        <source>the most people at once</source>
        <translation>die meisten Personen gleichzeitig</translation>
    </message>
    <message>
        <source>{context:,} tokens</source>
        <translation>{context:,} Token</translation>
    </message>
    <message>
        <source>{format}, {size}
up to {tokens:,} tokens</source>
        <translation>{format}, {size}
bis zu {tokens:,} Token</translation>
    </message>
</context>
<context>
    <name>preflight</name>
    <message>
        <source>A composed rig has nothing to check.</source>
        <translation>An einem zusammengestellten Rechner ist nichts zu prüfen.</translation>
    </message>
    <message>
        <source>A container was started with the GPUs by their names in CDI (--device nvidia.com/gpu=… for --gpus), as Rigwise will do it, and removed again.</source>
        <translation>Ein Container wurde mit den GPUs unter ihren CDI-Namen gestartet (--device nvidia.com/gpu=… statt --gpus), wie Rigwise es tun wird, und wieder entfernt.</translation>
    </message>
    <message>
        <source>A container was started with the GPUs, and removed again.</source>
        <translation>Ein Container wurde mit den GPUs gestartet und wieder entfernt.</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Check the network and the proxy; a mirror is set with HF_ENDPOINT.</source>
        <translation>Prüfen Sie Netzwerk und Proxy; ein Spiegel wird mit HF_ENDPOINT gesetzt.</translation>
    </message>
    <message>
        <source>Checking this machine …</source>
        <translation>Dieser Rechner wird geprüft …</translation>
    </message>
    <message>
        <source>Choose another port.</source>
        <translation>Wählen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>Choose another port; {port} is free.</source>
        <translation>Wählen Sie einen anderen Port; {port} ist frei.</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>Schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>Container engine</source>
        <translation>Container-Engine</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <source>Copy the commands</source>
        <translation>Die Befehle kopieren</translation>
    </message>
    <message>
        <source>Docker Desktop for Linux runs containers in a virtual machine, which sees no GPU.</source>
        <translation>Docker Desktop für Linux betreibt Container in einer virtuellen Maschine, die keine GPU sieht.</translation>
    </message>
    <message>
        <source>Docker from the snap store sees no NVIDIA driver.</source>
        <translation>Docker aus dem Snap Store sieht keinen NVIDIA-Treiber.</translation>
    </message>
    <message>
        <source>Draft model</source>
        <translation>Entwurfsmodell</translation>
    </message>
    <message>
        <source>Driver {driver} is too old for the image&apos;s {cuda}, which needs {need} or newer.</source>
        <translation>Treiber {driver} ist zu alt für {cuda} des Images; nötig ist {need} oder neuer.</translation>
    </message>
    <message>
        <source>Driver {driver} serves the image&apos;s {cuda}.</source>
        <translation>Treiber {driver} genügt für {cuda} des Images.</translation>
    </message>
    <message>
        <source>End what you do not need there, then check again.</source>
        <translation>Beenden Sie dort, was Sie nicht brauchen, und prüfen Sie dann erneut.</translation>
    </message>
    <message>
        <source>Free some ({room} are enough): `docker image prune` removes unused images.</source>
        <translation>Schaffen Sie Platz ({room} genügen): `docker image prune` entfernt unbenutzte Images.</translation>
    </message>
    <message>
        <source>Free some room, or set HF_HOME to a folder on a larger disk.</source>
        <translation>Schaffen Sie Platz, oder setzen Sie HF_HOME auf einen Ordner auf einem größeren Datenträger.</translation>
    </message>
    <message>
        <source>GPU generation</source>
        <translation>GPU-Generation</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>GPUs in containers</source>
        <translation>GPUs in Containern</translation>
    </message>
    <message>
        <source>Held by {programs}.</source>
        <translation>Belegt von {programs}.</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Hub</translation>
    </message>
    <message>
        <source>Install Docker Engine beside it: `sudo apt-get install docker.io`.</source>
        <translation>Installieren Sie Docker Engine daneben: `sudo apt-get install docker.io`.</translation>
    </message>
    <message>
        <source>Install Docker Engine: `sudo apt-get install docker.io`.</source>
        <translation>Installieren Sie Docker Engine: `sudo apt-get install docker.io`.</translation>
    </message>
    <message>
        <source>It can start; look at what is marked.</source>
        <translation>Es kann starten; sehen Sie nach, was markiert ist.</translation>
    </message>
    <message>
        <source>It cannot hand over GPUs.</source>
        <translation>Es kann keine GPUs übergeben.</translation>
    </message>
    <message>
        <source>Its Docker-compatible socket hands over no GPU.</source>
        <translation>Sein Docker-kompatibler Socket übergibt keine GPU.</translation>
    </message>
    <message>
        <source>Keep models in Linux&apos; own folders (/mnt/c is slow), and give WSL enough memory in .wslconfig.</source>
        <translation>Halten Sie Modelle in den eigenen Ordnern von Linux (/mnt/c ist langsam) und geben Sie WSL in .wslconfig genug Speicher.</translation>
    </message>
    <message>
        <source>Kind of engine</source>
        <translation>Art der Engine</translation>
    </message>
    <message>
        <source>Leave this card out, or choose an older release.</source>
        <translation>Lassen Sie diese Karte weg, oder wählen Sie eine ältere Version.</translation>
    </message>
    <message>
        <source>Let vLLM use {share} of the card</source>
        <translation>vLLM {share} der Karte nutzen lassen</translation>
    </message>
    <message>
        <source>Memory of GPU {number}</source>
        <translation>Speicher von GPU {number}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>NVIDIA driver</source>
        <translation>NVIDIA-Treiber</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Port {port} is free.</source>
        <translation>Port {port} ist frei.</translation>
    </message>
    <message>
        <source>Port {port} is in use by another program.</source>
        <translation>Port {port} wird von einem anderen Programm benutzt.</translation>
    </message>
    <message>
        <source>RAM</source>
        <translation>RAM</translation>
    </message>
    <message>
        <source>Run `sudo mount -o remount,size=50% /dev/shm`, or remove what lies there.</source>
        <translation>Führen Sie `sudo mount -o remount,size=50% /dev/shm` aus, oder entfernen Sie, was dort liegt.</translation>
    </message>
    <message>
        <source>Run `sudo snap remove docker`, then `sudo apt-get install docker.io`.</source>
        <translation>Führen Sie `sudo snap remove docker` aus, dann `sudo apt-get install docker.io`.</translation>
    </message>
    <message>
        <source>See that it has {room} free: `docker system df`.</source>
        <translation>Sorgen Sie für {room} freien Platz: `docker system df`.</translation>
    </message>
    <message>
        <source>Set it: `sudo timedatectl set-ntp true`.</source>
        <translation>Stellen Sie sie: `sudo timedatectl set-ntp true`.</translation>
    </message>
    <message>
        <source>Shared memory</source>
        <translation>Shared Memory</translation>
    </message>
    <message>
        <source>Something stands in the way.</source>
        <translation>Etwas steht im Weg.</translation>
    </message>
    <message>
        <source>The Hub ({endpoint}) does not answer, and the files of {model} are not all here.</source>
        <translation>Der Hub ({endpoint}) antwortet nicht, und die Dateien von {model} sind nicht alle hier.</translation>
    </message>
    <message>
        <source>The Hub answers; you are logged in.</source>
        <translation>Der Hub antwortet; Sie sind angemeldet.</translation>
    </message>
    <message>
        <source>The Hub answers; you are not logged in, so gated models are closed.</source>
        <translation>Der Hub antwortet; Sie sind nicht angemeldet, daher bleiben zugangsbeschränkte Modelle verschlossen.</translation>
    </message>
    <message>
        <source>The check itself failed: {error}</source>
        <translation>Die Prüfung selbst ist gescheitert: {error}</translation>
    </message>
    <message>
        <source>The files of {model} are on this machine.</source>
        <translation>Die Dateien von {model} sind auf diesem Rechner.</translation>
    </message>
    <message>
        <source>The {card} has compute capability {have}; the image holds code from {need} on.</source>
        <translation>Die {card} hat Compute Capability {have}; das Image enthält Code ab {need}.</translation>
    </message>
    <message>
        <source>This is Linux under Windows: the driver is Windows&apos; own, and CUDA sees the whole card.</source>
        <translation>Dies ist Linux unter Windows: Der Treiber ist der von Windows, und CUDA sieht die ganze Karte.</translation>
    </message>
    <message>
        <source>This machine is ready.</source>
        <translation>Dieser Rechner ist bereit.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is {minutes:,.0f} minutes ahead.</source>
        <translation>Die Uhr dieses Rechners geht {minutes:,.0f} Minuten vor.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is {minutes:,.0f} minutes behind.</source>
        <translation>Die Uhr dieses Rechners geht {minutes:,.0f} Minuten nach.</translation>
    </message>
    <message>
        <source>Update Docker to 24 or newer.</source>
        <translation>Aktualisieren Sie Docker auf 24 oder neuer.</translation>
    </message>
    <message>
        <source>Update the driver to {need} or newer, or choose a vLLM before {first}: its images run with yours.</source>
        <translation>Aktualisieren Sie den Treiber auf {need} oder neuer, oder wählen Sie ein vLLM vor {first}: Dessen Images laufen mit Ihrem.</translation>
    </message>
    <message>
        <source>Update the driver to {need} or newer.</source>
        <translation>Aktualisieren Sie den Treiber auf {need} oder neuer.</translation>
    </message>
    <message>
        <source>Use port {port}</source>
        <translation>Port {port} benutzen</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>look at it</source>
        <translation>bitte ansehen</translation>
    </message>
    <message>
        <source>process {pid}</source>
        <translation>Prozess {pid}</translation>
    </message>
    <message>
        <source>stops the start</source>
        <translation>verhindert den Start</translation>
    </message>
    <message>
        <source>vLLM image</source>
        <translation>vLLM-Image</translation>
    </message>
    <message>
        <source>{engine} {version} answers.</source>
        <translation>{engine} {version} antwortet.</translation>
    </message>
    <message>
        <source>{engine} {version} answers; it runs without root rights.</source>
        <translation>{engine} {version} antwortet, ohne Root-Rechte.</translation>
    </message>
    <message>
        <source>{free} are free in /dev/shm, which the server&apos;s processes share.</source>
        <translation>{free} sind in /dev/shm frei, das sich die Prozesse des Servers teilen.</translation>
    </message>
    <message>
        <source>{free} of RAM are free; the server&apos;s processes take about {need}.</source>
        <translation>{free} RAM sind frei; die Prozesse des Servers brauchen etwa {need}.</translation>
    </message>
    <message>
        <source>{free} of {total} are free; the start takes {demand}.</source>
        <translation>{free} von {total} sind frei; der Start braucht {demand}.</translation>
    </message>
    <message>
        <source>{image} has to be fetched and unpacked, and {folder} has {free} free.</source>
        <translation>{image} muss geholt und entpackt werden, und {folder} hat {free} frei.</translation>
    </message>
    <message>
        <source>{image} has to be fetched, about 10 GB; how much room Docker&apos;s disk has cannot be seen from here.</source>
        <translation>{image} muss geholt werden, etwa 10 GB; wie viel Platz der Datenträger von Docker hat, ist von hier nicht zu sehen.</translation>
    </message>
    <message>
        <source>{image} is on this machine.</source>
        <translation>{image} ist auf diesem Rechner.</translation>
    </message>
    <message>
        <source>{image} will be fetched, about 10 GB; {folder} has {free} free.</source>
        <translation>{image} wird geholt, etwa 10 GB; {folder} hat {free} frei.</translation>
    </message>
    <message>
        <source>{model} is still to fetch.</source>
        <translation>{model} ist noch zu holen.</translation>
    </message>
    <message>
        <source>{model} is still to fetch; {folder} has {free} free for it.</source>
        <translation>{model} ist noch zu holen; {folder} hat {free} dafür frei.</translation>
    </message>
    <message>
        <source>{size} of {model} are still to fetch, and the disk of {folder} has {free} free for it.</source>
        <translation>{size} von {model} sind noch zu holen, und auf dem Datenträger von {folder} sind {free} dafür frei.</translation>
    </message>
    <message>
        <source>{size} of {model} are still to fetch.</source>
        <translation>{size} von {model} sind noch zu holen.</translation>
    </message>
    <message>
        <source>{size} of {model} are still to fetch; {folder} has {free} free for it.</source>
        <translation>{size} von {model} sind noch zu holen; {folder} hat {free} dafür frei.</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>Problem: {problem} {step}</source>
        <translation>Problem: {problem} {step}</translation>
    </message>
</context>
<context>
    <name>profiles</name>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Import …</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Save the present plan</source>
        <translation>Diesen Plan &amp;speichern</translation>
    </message>
    <message>
        <source>A profile keeps the cards, the model and every setting of a plan under a name.</source>
        <translation>Ein Profil hält die Karten, das Modell und jede Einstellung eines Plans unter einem Namen fest.</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Export a profile</source>
        <translation>Ein Profil exportieren</translation>
    </message>
    <message>
        <source>Import a profile</source>
        <translation>Ein Profil importieren</translation>
    </message>
    <message>
        <source>Name for the present plan</source>
        <translation>Name für diesen Plan</translation>
    </message>
    <message>
        <source>Nothing is saved yet.</source>
        <translation>Noch ist nichts gespeichert.</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Reading {model} from the Hub …</source>
        <translation>{model} wird vom Hub gelesen …</translation>
    </message>
    <message>
        <source>Rigwise profiles (*.json)</source>
        <translation>Rigwise-Profile (*.json)</translation>
    </message>
    <message>
        <source>Saved profiles</source>
        <translation>Gespeicherte Profile</translation>
    </message>
    <message>
        <source>This profile&apos;s model, {model}, could not be read from the Hub. {reason}</source>
        <translation>Das Modell dieses Profils, {model}, ließ sich nicht vom Hub lesen. {reason}</translation>
    </message>
</context>
<context>
    <name>proof</name>
    <message>
        <source>CUDA graphs</source>
        <translation>CUDA-Graphen</translation>
    </message>
    <message>
        <source>CUDA graphs (estimate)</source>
        <translation>CUDA-Graphen (Schätzung)</translation>
    </message>
    <message>
        <source>CUDA graphs took {less} less than vLLM had set aside. A KV cache of {size} uses {gain} of that and keeps {free} free.</source>
        <translation>Die CUDA-Graphen nahmen {less} weniger, als vLLM zurückgelegt hatte. Ein KV-Cache von {size} nutzt davon {gain} und hält {free} frei.</translation>
    </message>
    <message>
        <source>Everything that vLLM measured is as predicted.</source>
        <translation>Alles, was vLLM gemessen hat, ist wie vorhergesagt.</translation>
    </message>
    <message>
        <source>Give the log from its first line, of a start that came to measuring memory.</source>
        <translation>Geben Sie das Log ab der ersten Zeile, von einem Start, der bis zur Speichermessung kam.</translation>
    </message>
    <message>
        <source>Give the whole output of `docker logs`.</source>
        <translation>Geben Sie die ganze Ausgabe von `docker logs`.</translation>
    </message>
    <message>
        <source>How fast it answers</source>
        <translation>Wie schnell er antwortet</translation>
    </message>
    <message>
        <source>It then holds {tokens:,} tokens instead of {now:,}.</source>
        <translation>Er fasst dann {tokens:,} Token statt {now:,}.</translation>
    </message>
    <message>
        <source>It then holds {tokens:,} tokens.</source>
        <translation>Er fasst dann {tokens:,} Token.</translation>
    </message>
    <message>
        <source>KV cache</source>
        <translation>KV-Cache</translation>
    </message>
    <message>
        <source>KV cache of one request</source>
        <translation>KV-Cache einer Anfrage</translation>
    </message>
    <message>
        <source>KV cache tokens</source>
        <translation>Token im KV-Cache</translation>
    </message>
    <message>
        <source>Look at its log.</source>
        <translation>Sehen Sie in sein Log.</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Erneut messen</translation>
    </message>
    <message>
        <source>Measure the speed</source>
        <translation>Tempo messen</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>Messung läuft …</translation>
    </message>
    <message>
        <source>Name the --gpu-memory-utilization and the GPU that it ran with.</source>
        <translation>Nennen Sie --gpu-memory-utilization und die GPU, mit denen es lief.</translation>
    </message>
    <message>
        <source>Name the model and format that the log is of.</source>
        <translation>Nennen Sie Modell und Format, von denen das Log stammt.</translation>
    </message>
    <message>
        <source>Name the model and the split that it ran with.</source>
        <translation>Nennen Sie das Modell und die Aufteilung, mit denen es lief.</translation>
    </message>
    <message>
        <source>One request alone, then eight at once; half a minute</source>
        <translation>Eine Anfrage allein, dann acht gleichzeitig; eine halbe Minute</translation>
    </message>
    <message>
        <source>One request: first token after {first:.2f} s, then {speed:,.0f} tokens a second. {requests} at once: {speeds:,.0f} tokens a second together, first tokens after {firsts:.2f} s.</source>
        <translation>Eine Anfrage: erstes Token nach {first:.2f} s, dann {speed:,.0f} Token pro Sekunde. {requests} gleichzeitig: {speeds:,.0f} Token pro Sekunde zusammen, erste Token nach {firsts:.2f} s.</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>Vorhergesagt</translation>
    </message>
    <message>
        <source>Start once without --kv-cache-memory-bytes to measure.</source>
        <translation>Starten Sie einmal ohne --kv-cache-memory-bytes, um zu messen.</translation>
    </message>
    <message>
        <source>Stop measuring</source>
        <translation>Messung beenden</translation>
    </message>
    <message>
        <source>The KV cache holds as many tokens as predicted.</source>
        <translation>Der KV-Cache fasst so viele Token wie vorhergesagt.</translation>
    </message>
    <message>
        <source>The KV cache was full: requests had to wait for it.</source>
        <translation>Der KV-Cache war voll: Anfragen mussten darauf warten.</translation>
    </message>
    <message>
        <source>The KV cache was set by hand in this start, so vLLM measured no budget.</source>
        <translation>Der KV-Cache war bei diesem Start von Hand gesetzt, daher maß vLLM kein Budget.</translation>
    </message>
    <message>
        <source>The KV cache was {percent:.0f} % full at most, so it was not the limit.</source>
        <translation>Der KV-Cache war höchstens zu {percent:.0f} % voll, er war also nicht die Grenze.</translation>
    </message>
    <message>
        <source>The log does not say both what the weights took and what was left for the KV cache.</source>
        <translation>Das Log sagt nicht beides: was die Gewichte nahmen und was für den KV-Cache blieb.</translation>
    </message>
    <message>
        <source>The log does not tell what vLLM measured.</source>
        <translation>Das Log sagt nicht, was vLLM gemessen hat.</translation>
    </message>
    <message>
        <source>The log&apos;s weights take {weights} on a GPU, those of {model} ({format}) {predicted}.</source>
        <translation>Die Gewichte im Log nehmen {weights} auf einer GPU, die von {model} ({format}) {predicted}.</translation>
    </message>
    <message>
        <source>The server answered none of {together} requests.</source>
        <translation>Der Server hat keine der {together} Anfragen beantwortet.</translation>
    </message>
    <message>
        <source>This is no start-up log of vLLM.</source>
        <translation>Das ist kein Startlog von vLLM.</translation>
    </message>
    <message>
        <source>This plan cannot be sized, so no log can be of it.</source>
        <translation>Dieser Plan lässt sich nicht berechnen, daher kann kein Log von ihm sein.</translation>
    </message>
    <message>
        <source>With gpu_memory_utilization {share:g} the log&apos;s own figures do not add up: the peak alone takes {peak}, and only {rest} are left for it in the budget.</source>
        <translation>Mit gpu_memory_utilization {share:g} gehen die Zahlen des Logs nicht auf: Allein die Spitze nimmt {peak}, und im Budget bleiben dafür nur {rest}.</translation>
    </message>
    <message>
        <source>activation peak</source>
        <translation>Spitze der Aktivierungen</translation>
    </message>
    <message>
        <source>as predicted</source>
        <translation>wie vorhergesagt</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>{change} and restart</source>
        <translation>{change} und neu starten</translation>
    </message>
    <message>
        <source>{done} of {total} requests are answered …</source>
        <translation>{done} von {total} Anfragen sind beantwortet …</translation>
    </message>
    <message>
        <source>{failed} of {requests} were not answered.</source>
        <translation>{failed} von {requests} wurden nicht beantwortet.</translation>
    </message>
    <message>
        <source>{figure}: {difference}.</source>
        <translation>{figure}: {difference}.</translation>
    </message>
    <message>
        <source>{size} ({percent:.1f} %) less than predicted</source>
        <translation>{size} ({percent:.1f} %) weniger als vorhergesagt</translation>
    </message>
    <message>
        <source>{size} ({percent:.1f} %) more than predicted</source>
        <translation>{size} ({percent:.1f} %) mehr als vorhergesagt</translation>
    </message>
    <message>
        <source>{size} less than predicted</source>
        <translation>{size} weniger als vorhergesagt</translation>
    </message>
    <message>
        <source>{size} more than predicted</source>
        <translation>{size} mehr als vorhergesagt</translation>
    </message>
    <message>
        <source>{tokens:,} ({percent:.1f} %) fewer than predicted</source>
        <translation>{tokens:,} ({percent:.1f} %) weniger als vorhergesagt</translation>
    </message>
    <message>
        <source>{tokens:,} ({percent:.1f} %) more than predicted</source>
        <translation>{tokens:,} ({percent:.1f} %) mehr als vorhergesagt</translation>
    </message>
</context>
<context>
    <name>quality</name>
    <message>
        <source>1 to 3 % lower scores</source>
        <translation>1 bis 3 % weniger Punkte</translation>
    </message>
    <message>
        <source>4-bit weights in {study}</source>
        <translation>4-Bit-Gewichte in {study}</translation>
    </message>
    <message>
        <source>8-bit floats with finer scales than in {study}</source>
        <translation>8-Bit-Gleitkommazahlen mit feineren Skalen als in {study}</translation>
    </message>
    <message>
        <source>Kurtic et al., ACL 2025 (arXiv 2411.02355): Llama 3.1, 500,000 evaluations</source>
        <translation>Kurtic u. a., ACL 2025 (arXiv 2411.02355): Llama 3.1, 500.000 Auswertungen</translation>
    </message>
    <message>
        <source>NVIDIA&apos;s own evaluation of DeepSeek-R1-0528 (NVFP4 blog, June 2025)</source>
        <translation>NVIDIAs eigene Auswertung von DeepSeek-R1-0528 (NVFP4-Blog, Juni 2025)</translation>
    </message>
    <message>
        <source>about 1 % lower scores</source>
        <translation>etwa 1 % weniger Punkte</translation>
    </message>
    <message>
        <source>as its publisher made it</source>
        <translation>wie vom Herausgeber</translation>
    </message>
    <message>
        <source>close to 8-bit integers</source>
        <translation>nahe an 8-Bit-Ganzzahlen</translation>
    </message>
    <message>
        <source>coarser scales than NVFP4; see the model&apos;s card</source>
        <translation>gröbere Skalen als NVFP4; siehe die Beschreibung des Modells</translation>
    </message>
    <message>
        <source>no measurable loss</source>
        <translation>kein messbarer Verlust</translation>
    </message>
    <message>
        <source>no measurable loss expected</source>
        <translation>kein messbarer Verlust zu erwarten</translation>
    </message>
    <message>
        <source>nobody&apos;s measurement is known to Rigwise; see the model&apos;s card</source>
        <translation>Rigwise kennt von niemandem eine Messung; siehe die Beschreibung des Modells</translation>
    </message>
    <message>
        <source>not measured for this model</source>
        <translation>für dieses Modell nicht gemessen</translation>
    </message>
    <message>
        <source>the original weights</source>
        <translation>die ursprünglichen Gewichte</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{quality}; made by the model&apos;s own publisher</source>
        <translation>{quality}; vom Herausgeber des Modells selbst gemacht</translation>
    </message>
</context>
<context>
    <name>rail</name>
    <message>
        <source>Compare rigs</source>
        <translation>Rechner vergleichen</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Step {step}: nothing chosen</source>
        <translation>Schritt {step}: nichts gewählt</translation>
    </message>
    <message>
        <source>Step {step}: {answer}</source>
        <translation>Schritt {step}: {answer}</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>A step takes {milliseconds:.1f} ms: {parts}. The limit is {limit}. {lift}</source>
        <translation>Ein Schritt dauert {milliseconds:.1f} ms: {parts}. Die Grenze ist {limit}. {lift}</translation>
    </message>
    <message>
        <source>An FP8 KV cache takes half the bytes: twice the context or requests, at a small loss of precision.</source>
        <translation>Ein KV-Cache in FP8 braucht halb so viele Bytes: doppelter Kontext oder doppelt so viele Anfragen, bei geringem Verlust an Genauigkeit.</translation>
    </message>
    <message>
        <source>At the pessimistic end of the estimate it does not start: there is little room.</source>
        <translation>Am pessimistischen Ende der Schätzung startet es nicht: Es gibt wenig Platz.</translation>
    </message>
    <message>
        <source>Its latent KV cache is whole on every card: more cards leave more room for it, but do not share it.</source>
        <translation>Sein latenter KV-Cache liegt ganz auf jeder Karte: Mehr Karten lassen ihm mehr Platz, teilen ihn sich aber nicht.</translation>
    </message>
    <message>
        <source>No speed is given: the catalogue has no figures for these cards.</source>
        <translation>Kein Tempo angegeben: Der Katalog hat zu diesen Karten keine Werte.</translation>
    </message>
    <message>
        <source>Of {total} a card vLLM may take {share:.0%}, {limit}: {weights} weights, {inside} to work with and {cache} for the KV cache. One request of {context:,} tokens takes {request}, which leaves room for {requests}.</source>
        <translation>Von {total} einer Karte darf vLLM {share:.0%} nehmen, {limit}: {weights} Gewichte, {inside} zum Arbeiten und {cache} für den KV-Cache. Eine Anfrage mit {context:,} Token nimmt {request}; das reicht für {requests}.</translation>
    </message>
    <message>
        <source>One card is enough: nothing has to be sent between cards.</source>
        <translation>Eine Karte genügt: Zwischen Karten muss nichts gesendet werden.</translation>
    </message>
    <message>
        <source>Tensor parallel {tp} divides {heads} heads; each card computes its share of every layer, and reads only its share of the weights for a token.</source>
        <translation>Tensor-Parallelität {tp} teilt {heads} Köpfe; jede Karte rechnet ihren Anteil jeder Schicht und liest für ein Token nur ihren Anteil der Gewichte.</translation>
    </message>
    <message>
        <source>The cards add up their parts over {way} twice a layer.</source>
        <translation>Die Karten summieren ihre Teile zweimal je Schicht über {way}.</translation>
    </message>
    <message>
        <source>Whole experts: each card holds {count} / {cards} of them instead of a slice of all.</source>
        <translation>Ganze Experten: Jede Karte hält {count} / {cards} davon statt einer Scheibe von allen.</translation>
    </message>
    <message>
        <source>Without CUDA graphs their memory goes to the cache; each token waits for its kernels&apos; launches.</source>
        <translation>Ohne CUDA-Graphen geht deren Speicher an den Cache; jedes Token wartet auf das Starten seiner Kernel.</translation>
    </message>
    <message>
        <source>Without NVLink, stages send far less than tensor parallel does.</source>
        <translation>Ohne NVLink senden Stufen weit weniger als Tensor-Parallelität.</translation>
    </message>
    <message>
        <source>{dp} copies of the model share the requests, so {dp} times as many fit at once.</source>
        <translation>{dp} Kopien des Modells teilen sich die Anfragen, daher passen {dp}-mal so viele gleichzeitig.</translation>
    </message>
    <message>
        <source>{held} of a card are held by other programs or kept free.</source>
        <translation>{held} einer Karte sind von anderen Programmen belegt oder frei gehalten.</translation>
    </message>
    <message>
        <source>{kv} key-value heads for {tp} cards: each is held {copies} times.</source>
        <translation>{kv} Key-Value-Köpfe für {tp} Karten: Jeder liegt {copies}-mal vor.</translation>
    </message>
    <message>
        <source>{layers} layers by the memory of each stage&apos;s cards (VLLM_PP_LAYER_PARTITION).</source>
        <translation>{layers} Schichten nach dem Speicher der Karten jeder Stufe (VLLM_PP_LAYER_PARTITION).</translation>
    </message>
    <message>
        <source>{milliseconds:.1f} ms {what}</source>
        <translation>{milliseconds:.1f} ms {what}</translation>
    </message>
    <message>
        <source>{pp} pipeline stages, one after the other: one request is no faster, several fill them.</source>
        <translation>{pp} Pipeline-Stufen, eine nach der anderen: Eine Anfrage wird nicht schneller, mehrere füllen sie.</translation>
    </message>
    <message>
        <source>{size:g} GiB of weights a card stay in the machine&apos;s memory and cross the slot for every token: it starts, and it is slow.</source>
        <translation>{size:g} GiB Gewichte je Karte bleiben im Arbeitsspeicher und gehen für jedes Token durch den Steckplatz: Es startet, und es ist langsam.</translation>
    </message>
</context>
<context>
    <name>refusals</name>
    <message>
        <source>A batch of {tokens:,} tokens cannot hold one token of each of {sequences:,} sequences.</source>
        <translation>Ein Batch von {tokens:,} Token kann nicht je ein Token von {sequences:,} Sequenzen fassen.</translation>
    </message>
    <message>
        <source>A partition of {shares} does not share {layers} layers over {stages} pipeline stages.</source>
        <translation>Eine Aufteilung von {shares} verteilt nicht {layers} Schichten auf {stages} Pipeline-Stufen.</translation>
    </message>
    <message>
        <source>An {format} KV cache does not run on the {card} (compute capability {have}).</source>
        <translation>Ein KV-Cache in {format} läuft nicht auf der {card} (Compute Capability {have}).</translation>
    </message>
    <message>
        <source>An {format} KV cache does not run on the {card}.</source>
        <translation>Ein KV-Cache in {format} läuft nicht auf der {card}.</translation>
    </message>
    <message>
        <source>An {format} KV cache needs a data-center Blackwell card; the {card} is not one.</source>
        <translation>Ein KV-Cache in {format} braucht eine Blackwell-Karte für Rechenzentren; die {card} ist keine.</translation>
    </message>
    <message>
        <source>Choose AWQ, GPTQ or 16-bit weights.</source>
        <translation>Wählen Sie Gewichte in AWQ, GPTQ oder 16 Bit.</translation>
    </message>
    <message>
        <source>Choose FP8 or 4-bit weights.</source>
        <translation>Wählen Sie Gewichte in FP8 oder 4 Bit.</translation>
    </message>
    <message>
        <source>Choose more cards, or split over {cards}.</source>
        <translation>Wählen Sie mehr Karten, oder teilen Sie auf {cards} auf.</translation>
    </message>
    <message>
        <source>Choose the model in another format, such as AWQ, GPTQ or FP8.</source>
        <translation>Wählen Sie das Modell in einem anderen Format, etwa AWQ, GPTQ oder FP8.</translation>
    </message>
    <message>
        <source>Choose the model in another format.</source>
        <translation>Das Modell in einem anderen Format wählen.</translation>
    </message>
    <message>
        <source>Choose {model}, with this one as its draft model.</source>
        <translation>{model} wählen, mit diesem als Entwurfsmodell.</translation>
    </message>
    <message>
        <source>Driver {driver} is too old for vLLM {version}&apos;s image (CUDA {cuda}), which needs {need} or newer.</source>
        <translation>Treiber {driver} ist zu alt für das Image von vLLM {version} (CUDA {cuda}), das {need} oder neuer braucht.</translation>
    </message>
    <message>
        <source>Expert parallelism needs a mixture-of-experts model; this one is dense.</source>
        <translation>Experten-Parallelität braucht ein Mixture-of-Experts-Modell; dieses ist dicht.</translation>
    </message>
    <message>
        <source>Give each stage its number of layers so that they add up, or none at all.</source>
        <translation>Geben Sie jeder Stufe ihre Zahl von Schichten, die sich zum Ganzen summieren, oder keiner.</translation>
    </message>
    <message>
        <source>How large {format} files become in vLLM is not known.</source>
        <translation>Wie groß {format}-Dateien in vLLM werden, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Leave the KV cache in the model&apos;s own type.</source>
        <translation>Lassen Sie den KV-Cache im Typ des Modells.</translation>
    </message>
    <message>
        <source>Look in the model card for a release or plugin that has it, or for a class that vLLM has (`--hf-overrides &apos;{&quot;architectures&quot;: [&quot;…&quot;]}&apos;`), or use another model.</source>
        <translation>Suchen Sie auf der Modellseite nach einer Ausgabe oder Erweiterung, die sie kennt, oder nach einer Klasse, die vLLM kennt (`--hf-overrides &apos;{&quot;architectures&quot;: [&quot;…&quot;]}&apos;`), oder nehmen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Name the class that vLLM has for it with `--hf-overrides &apos;{&quot;architectures&quot;: [&quot;…&quot;]}&apos;`, or use another model.</source>
        <translation>Nennen Sie die Klasse, die vLLM dafür hat, mit `--hf-overrides &apos;{&quot;architectures&quot;: [&quot;…&quot;]}&apos;`, oder nehmen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Neither vLLM {version} nor transformers has the architecture class {architecture}.</source>
        <translation>Weder vLLM {version} noch transformers kennt die Architekturklasse {architecture}.</translation>
    </message>
    <message>
        <source>Raise max_num_batched_tokens or lower max_num_seqs.</source>
        <translation>Heben Sie max_num_batched_tokens an, oder senken Sie max_num_seqs.</translation>
    </message>
    <message>
        <source>Serve from cards of one kind, or expect the pace and the formats of the older one.</source>
        <translation>Nehmen Sie Karten einer Art, oder rechnen Sie mit Tempo und Formaten der älteren.</translation>
    </message>
    <message>
        <source>Set max_model_len to {limit:,} or less.</source>
        <translation>Setzen Sie max_model_len auf {limit:,} oder weniger.</translation>
    </message>
    <message>
        <source>The KV cache format fp8_inc is for Gaudi accelerators.</source>
        <translation>Das KV-Cache-Format fp8_inc ist für Gaudi-Beschleuniger.</translation>
    </message>
    <message>
        <source>The KV cache format {kv_cache_dtype} is not one whose size is known.</source>
        <translation>Die Größe des KV-Cache-Formats {kv_cache_dtype} ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The config.json names no architecture class, and vLLM knows none for its model type.</source>
        <translation>Die config.json nennt keine Architekturklasse, und vLLM kennt keine für ihren Modelltyp.</translation>
    </message>
    <message>
        <source>The layers from {first} on read the cache of layers on an earlier stage.</source>
        <translation>Die Schichten ab {first} lesen den Cache von Schichten auf einer früheren Stufe.</translation>
    </message>
    <message>
        <source>The model was made for {limit:,} tokens of context; {asked:,} are asked for.</source>
        <translation>Das Modell wurde für {limit:,} Token Kontext gemacht; verlangt sind {asked:,}.</translation>
    </message>
    <message>
        <source>The vocabulary of {padded:,} padded entries does not divide by {tp} GPUs.</source>
        <translation>Das Vokabular von {padded:,} aufgefüllten Einträgen lässt sich nicht auf {tp} GPUs aufteilen.</translation>
    </message>
    <message>
        <source>The {card} cannot compute in bfloat16.</source>
        <translation>Die {card} kann nicht in bfloat16 rechnen.</translation>
    </message>
    <message>
        <source>The {card} has compute capability {have}; vLLM {version} needs {need}.</source>
        <translation>Die {card} hat Compute Capability {have}; vLLM {version} braucht {need}.</translation>
    </message>
    <message>
        <source>The {weakest} and the {strongest} are of different generations: each picks its own kernels, a mix vLLM does not test.</source>
        <translation>Die {weakest} und die {strongest} sind aus verschiedenen Generationen: Jede wählt eigene Kernel, eine Mischung, die vLLM nicht testet.</translation>
    </message>
    <message>
        <source>This checkpoint only drafts for {model}: vLLM loads it beside that one.</source>
        <translation>Dieser Checkpoint entwirft nur für {model}: vLLM lädt ihn neben jenem.</translation>
    </message>
    <message>
        <source>This split needs {world} GPUs; {cards} are chosen.</source>
        <translation>Diese Aufteilung braucht {world} GPUs; gewählt sind {cards}.</translation>
    </message>
    <message>
        <source>This split needs {world} GPUs; {cards} is chosen.</source>
        <translation>Diese Aufteilung braucht {world} GPUs; gewählt ist {cards}.</translation>
    </message>
    <message>
        <source>Turn expert parallelism off.</source>
        <translation>Schalten Sie Experten-Parallelität ab.</translation>
    </message>
    <message>
        <source>Update the NVIDIA driver to {need} or newer.</source>
        <translation>Aktualisieren Sie den NVIDIA-Treiber auf {need} oder neuer.</translation>
    </message>
    <message>
        <source>Use another --kv-cache-dtype or --block-size.</source>
        <translation>Benutzen Sie ein anderes --kv-cache-dtype oder --block-size.</translation>
    </message>
    <message>
        <source>Use at most {layers} stages.</source>
        <translation>Benutzen Sie höchstens {layers} Stufen.</translation>
    </message>
    <message>
        <source>Use auto, fp8 or one of the *_per_token_head formats.</source>
        <translation>Benutzen Sie auto, fp8 oder eines der *_per_token_head-Formate.</translation>
    </message>
    <message>
        <source>Use cards of the Hopper or Blackwell generation, or another model.</source>
        <translation>Benutzen Sie Karten der Generation Hopper oder Blackwell, oder ein anderes Modell.</translation>
    </message>
    <message>
        <source>Use float16.</source>
        <translation>Benutzen Sie float16.</translation>
    </message>
    <message>
        <source>Use tensor parallel size {size}, or pipeline stages.</source>
        <translation>Benutzen Sie Tensor-Parallelität {size} oder Pipeline-Stufen.</translation>
    </message>
    <message>
        <source>Use tensor parallelism instead.</source>
        <translation>Benutzen Sie stattdessen Tensor-Parallelität.</translation>
    </message>
    <message>
        <source>Use vLLM 0.19 or older with an image for CUDA 12, or a newer card.</source>
        <translation>Benutzen Sie vLLM 0.19 oder älter mit einem Image für CUDA 12, oder eine neuere Karte.</translation>
    </message>
    <message>
        <source>Use vLLM {last}, or another model.</source>
        <translation>Benutzen Sie vLLM {last} oder ein anderes Modell.</translation>
    </message>
    <message>
        <source>Use vLLM {version} or newer, or choose AWQ, GPTQ or 16-bit weights.</source>
        <translation>Benutzen Sie vLLM {version} oder neuer, oder wählen Sie Gewichte in AWQ, GPTQ oder 16 Bit.</translation>
    </message>
    <message>
        <source>vLLM cannot mix this model&apos;s cache pages: not all divide the largest, {largest} bytes.</source>
        <translation>vLLM kann die Cache-Seiten dieses Modells nicht mischen: Nicht alle teilen die größte, {largest} Bytes.</translation>
    </message>
    <message>
        <source>vLLM cannot split {architecture} into pipeline stages.</source>
        <translation>vLLM kann {architecture} nicht in Pipeline-Stufen teilen.</translation>
    </message>
    <message>
        <source>vLLM has no INT8 kernels for the {card}.</source>
        <translation>vLLM hat keine INT8-Kernel für die {card}.</translation>
    </message>
    <message>
        <source>vLLM has no sparse attention kernels for the {card}; this model needs them.</source>
        <translation>vLLM hat keine Kernel für dünn besetzte Attention auf der {card}; dieses Modell braucht sie.</translation>
    </message>
    <message>
        <source>vLLM has no {format} KV cache for latent attention.</source>
        <translation>vLLM hat keinen KV-Cache in {format} für latente Attention.</translation>
    </message>
    <message>
        <source>vLLM {version} does not read {format} weights written as {method}.</source>
        <translation>vLLM {version} liest keine {format}-Gewichte, die als {method} geschrieben sind.</translation>
    </message>
    <message>
        <source>vLLM {version} does not serve {format} files.</source>
        <translation>vLLM {version} betreibt keine {format}-Dateien.</translation>
    </message>
    <message>
        <source>vLLM {version} no longer serves {architecture}; {last} was the last release that did.</source>
        <translation>vLLM {version} betreibt {architecture} nicht mehr; {last} war die letzte Version, die es tat.</translation>
    </message>
    <message>
        <source>{format} weights need compute capability {need} in vLLM {version}; the {card} has {have}.</source>
        <translation>{format}-Gewichte brauchen in vLLM {version} Compute Capability {need}; die {card} hat {have}.</translation>
    </message>
    <message>
        <source>{groups} groups of state heads do not divide by {tp} GPUs.</source>
        <translation>{groups} Gruppen von Zustandsköpfen lassen sich nicht durch {tp} GPUs teilen.</translation>
    </message>
    <message>
        <source>{heads} attention heads do not divide by {tp} GPUs.</source>
        <translation>{heads} Attention-Köpfe lassen sich nicht auf {tp} GPUs aufteilen.</translation>
    </message>
    <message>
        <source>{heads} key-value heads neither divide by {tp} nor into {tp} GPUs.</source>
        <translation>{heads} Key-Value-Köpfe lassen sich weder durch {tp} GPUs teilen noch auf {tp} GPUs vervielfachen.</translation>
    </message>
    <message>
        <source>{heads} state heads do not divide by {tp} GPUs.</source>
        <translation>{heads} Zustandsköpfe lassen sich nicht auf {tp} GPUs aufteilen.</translation>
    </message>
    <message>
        <source>{stages} pipeline stages cannot share {layers} layers.</source>
        <translation>{stages} Pipeline-Stufen können sich {layers} Schichten nicht teilen.</translation>
    </message>
    <message>
        <source>{weight} has {columns:,} columns, which do not divide by {tp} GPUs.</source>
        <translation>{weight} hat {columns:,} Spalten, die sich nicht auf {tp} GPUs aufteilen lassen.</translation>
    </message>
    <message>
        <source>{weight} has {rows:,} rows, which do not divide by {tp} GPUs.</source>
        <translation>{weight} hat {rows:,} Zeilen, die sich nicht auf {tp} GPUs aufteilen lassen.</translation>
    </message>
    <message>
        <source>{weight} leaves {columns:,} columns a GPU, no whole number of quantization groups of {group}.</source>
        <translation>{weight} lässt {columns:,} Spalten je GPU, keine ganze Zahl von Quantisierungsgruppen zu {group}.</translation>
    </message>
    <message>
        <source>{weight} leaves {columns:,} columns a GPU, no whole number of {block}-column FP8 blocks.</source>
        <translation>{weight} lässt {columns:,} Spalten je GPU, keine ganze Zahl von FP8-Blöcken zu {block} Spalten.</translation>
    </message>
    <message>
        <source>{weight} leaves {rows:,} rows a GPU, no whole number of {block}-row FP8 blocks.</source>
        <translation>{weight} lässt {rows:,} Zeilen je GPU, keine ganze Zahl von FP8-Blöcken zu {block} Zeilen.</translation>
    </message>
</context>
<context>
    <name>remedies</name>
    <message>
        <source>Do without CUDA graphs (slower)</source>
        <translation>Auf CUDA-Graphen verzichten (langsamer)</translation>
    </message>
    <message>
        <source>Let vLLM use {share:.0%} of each card</source>
        <translation>vLLM {share:.0%} jeder Karte nutzen lassen</translation>
    </message>
    <message>
        <source>No pipeline</source>
        <translation>Keine Pipeline</translation>
    </message>
    <message>
        <source>Serve at most 8 requests at once</source>
        <translation>Höchstens 8 Anfragen gleichzeitig bedienen</translation>
    </message>
    <message>
        <source>Serve at most {requests:,} requests at once</source>
        <translation>Höchstens {requests:,} Anfragen gleichzeitig bedienen</translation>
    </message>
    <message>
        <source>Share the layers evenly</source>
        <translation>Die Schichten gleich verteilen</translation>
    </message>
    <message>
        <source>Split over {size} card</source>
        <translation>Auf {size} Karte aufteilen</translation>
    </message>
    <message>
        <source>Split over {size} cards</source>
        <translation>Auf {size} Karten aufteilen</translation>
    </message>
    <message>
        <source>Turn CUDA graphs off</source>
        <translation>CUDA-Graphen abschalten</translation>
    </message>
    <message>
        <source>Turn expert parallelism off</source>
        <translation>Experten-Parallelität abschalten</translation>
    </message>
    <message>
        <source>Use an FP8 KV cache</source>
        <translation>KV-Cache in FP8 benutzen</translation>
    </message>
    <message>
        <source>Use an FP8 KV cache (-{saved} a request)</source>
        <translation>KV-Cache in FP8 benutzen (-{saved} je Anfrage)</translation>
    </message>
    <message>
        <source>Use float16</source>
        <translation>float16 benutzen</translation>
    </message>
    <message>
        <source>Use tensor parallel size {size}</source>
        <translation>Tensor-Parallelität {size} benutzen</translation>
    </message>
    <message>
        <source>Use the model&apos;s own KV-cache type</source>
        <translation>Den KV-Cache-Typ des Modells benutzen</translation>
    </message>
    <message>
        <source>Use {context:,} tokens of context</source>
        <translation>{context:,} Token Kontext benutzen</translation>
    </message>
    <message>
        <source>Use {context:,} tokens, 8 requests and an FP8 KV cache</source>
        <translation>{context:,} Token, 8 Anfragen und KV-Cache in FP8 benutzen</translation>
    </message>
    <message>
        <source>Use {count} pipeline stages</source>
        <translation>{count} Pipeline-Stufen benutzen</translation>
    </message>
    <message>
        <source>Use {share:.0%} of each card</source>
        <translation>{share:.0%} jeder Karte benutzen</translation>
    </message>
    <message>
        <source>Use {size} of KV cache</source>
        <translation>{size} KV-Cache benutzen</translation>
    </message>
</context>
<context>
    <name>review page</name>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>Answer on {address}, reachable from other machines too, with an API key.</source>
        <translation>Antworten auf {address}, auch von anderen Rechnern erreichbar, mit einem API-Schlüssel.</translation>
    </message>
    <message>
        <source>Answer on {address}, reachable from this machine only.</source>
        <translation>Antworten auf {address}, nur von diesem Rechner erreichbar.</translation>
    </message>
    <message>
        <source>Download about {size} of weights, unless they are in your Hub cache already.</source>
        <translation>Etwa {size} Gewichte herunterladen, falls sie nicht schon in Ihrem Hub-Cache liegen.</translation>
    </message>
    <message>
        <source>Download the draft model {draft} besides, about {size}.</source>
        <translation>Zusätzlich das Entwurfsmodell {draft} herunterladen, etwa {size}.</translation>
    </message>
    <message>
        <source>Let other machines on the &amp;network use it (makes an API key)</source>
        <translation>Andere Rechner im &amp;Netz dürfen ihn benutzen (erzeugt einen API-Schlüssel)</translation>
    </message>
    <message>
        <source>Port on this machine</source>
        <translation>Port auf diesem Rechner</translation>
    </message>
    <message>
        <source>Ready to start</source>
        <translation>Bereit zum Start</translation>
    </message>
    <message>
        <source>Serve {model} ({format}) on {rig}.</source>
        <translation>{model} ({format}) auf {rig} bereitstellen.</translation>
    </message>
    <message>
        <source>The Hub asks you to accept the licence of {model} first, and to log in with `hf auth login`.</source>
        <translation>Der Hub verlangt, dass Sie zuerst die Lizenz von {model} annehmen und sich mit `hf auth login` anmelden.</translation>
    </message>
    <message>
        <source>The model&apos;s folder is used as it is; nothing is downloaded but the image.</source>
        <translation>Der Ordner des Modells wird benutzt, wie er ist; nur das Image wird heruntergeladen.</translation>
    </message>
    <message>
        <source>This is what will happen. Nothing has been downloaded or started yet.</source>
        <translation>Das wird geschehen. Noch ist nichts heruntergeladen oder gestartet.</translation>
    </message>
    <message>
        <source>Try before download</source>
        <translation>Vor dem Download testen</translation>
    </message>
    <message>
        <source>Use vLLM {release} from the official image, about 10 GB the first time.</source>
        <translation>vLLM {release} aus dem offiziellen Image benutzen, beim ersten Mal etwa 10 GB.</translation>
    </message>
    <message>
        <source>Why each flag</source>
        <translation>Warum jede Option</translation>
    </message>
    <message>
        <source>vLLM starts with dummy weights, measures memory on these GPUs, and goes again</source>
        <translation>vLLM startet mit Platzhalter-Gewichten, misst den Speicher auf diesen GPUs und beendet sich wieder</translation>
    </message>
</context>
<context>
    <name>rig</name>
    <message>
        <source>A GPU has fallen off the bus.</source>
        <translation>Eine GPU ist vom Bus gefallen.</translation>
    </message>
    <message>
        <source>A card without a name is not in the GPU catalogue.</source>
        <translation>Eine Karte ohne Namen ist nicht im GPU-Katalog.</translation>
    </message>
    <message>
        <source>A rig has 1 to {most} cards, not {count}.</source>
        <translation>Ein Rechner hat 1 bis {most} Karten, nicht {count}.</translation>
    </message>
    <message>
        <source>An NVLink bridge joins two cards of the same kind.</source>
        <translation>Eine NVLink-Brücke verbindet zwei Karten der gleichen Art.</translation>
    </message>
    <message>
        <source>An NVLink bridge needs two cards.</source>
        <translation>Eine NVLink-Brücke braucht zwei Karten.</translation>
    </message>
    <message>
        <source>Check that the card is seated and has power.</source>
        <translation>Prüfen Sie, dass die Karte fest sitzt und Strom hat.</translation>
    </message>
    <message>
        <source>Check who may open /dev/nvidiactl; on most systems the group is `video` or `render`.</source>
        <translation>Prüfen Sie, wer /dev/nvidiactl öffnen darf; auf den meisten Systemen ist die Gruppe `video` oder `render`.</translation>
    </message>
    <message>
        <source>Check who may open the files /dev/nvidia*.</source>
        <translation>Prüfen Sie, wer die Dateien /dev/nvidia* öffnen darf.</translation>
    </message>
    <message>
        <source>Choose equal cards, or no bridge.</source>
        <translation>Wählen Sie gleiche Karten oder keine Brücke.</translation>
    </message>
    <message>
        <source>Compose a rig from the catalogue to plan one.</source>
        <translation>Stellen Sie aus dem Katalog einen Rechner zusammen, um für ihn zu planen.</translation>
    </message>
    <message>
        <source>GPU {index} answered: {error}.</source>
        <translation>GPU {index} antwortete: {error}.</translation>
    </message>
    <message>
        <source>GPU {index} has fallen off the bus.</source>
        <translation>GPU {index} ist vom Bus gefallen.</translation>
    </message>
    <message>
        <source>GPU {index} is cut into slices (MIG); vLLM would see one slice at a time.</source>
        <translation>GPU {index} ist in Scheiben geteilt (MIG); vLLM sähe jeweils nur eine davon.</translation>
    </message>
    <message>
        <source>Install it with `pip install nvidia-ml-py`.</source>
        <translation>Installieren Sie es mit `pip install nvidia-ml-py`.</translation>
    </message>
    <message>
        <source>Install the NVIDIA driver (580 or newer) from your distribution, or compose a rig from the catalogue.</source>
        <translation>Installieren Sie den NVIDIA-Treiber (580 oder neuer) aus Ihrer Distribution, oder stellen Sie aus dem Katalog einen Rechner zusammen.</translation>
    </message>
    <message>
        <source>Leave some cards out.</source>
        <translation>Lassen Sie einige Karten weg.</translation>
    </message>
    <message>
        <source>No NVIDIA driver was found on this machine.</source>
        <translation>Auf diesem Rechner wurde kein NVIDIA-Treiber gefunden.</translation>
    </message>
    <message>
        <source>Plan without the bridge.</source>
        <translation>Planen Sie ohne die Brücke.</translation>
    </message>
    <message>
        <source>Reboot this machine.</source>
        <translation>Starten Sie diesen Rechner neu.</translation>
    </message>
    <message>
        <source>Reboot, or run `sudo modprobe nvidia` and look at `dmesg` for the reason.</source>
        <translation>Starten Sie neu, oder führen Sie `sudo modprobe nvidia` aus und suchen Sie den Grund in `dmesg`.</translation>
    </message>
    <message>
        <source>Reboot; if it happens again, check the card&apos;s power cables, its seat and its temperature.</source>
        <translation>Starten Sie neu; geschieht es wieder, prüfen Sie Stromkabel, Sitz und Temperatur der Karte.</translation>
    </message>
    <message>
        <source>Run `nvidia-smi` and follow what it says.</source>
        <translation>Führen Sie `nvidia-smi` aus und folgen Sie seinem Rat.</translation>
    </message>
    <message>
        <source>The NVIDIA driver answered: {error}.</source>
        <translation>Der NVIDIA-Treiber antwortete: {error}.</translation>
    </message>
    <message>
        <source>The NVIDIA driver is installed but not running.</source>
        <translation>Der NVIDIA-Treiber ist installiert, läuft aber nicht.</translation>
    </message>
    <message>
        <source>The NVIDIA driver runs but sees no GPU.</source>
        <translation>Der NVIDIA-Treiber läuft, sieht aber keine GPU.</translation>
    </message>
    <message>
        <source>The NVIDIA driver was updated but the old one is still running.</source>
        <translation>Der NVIDIA-Treiber wurde aktualisiert, aber der alte läuft noch.</translation>
    </message>
    <message>
        <source>The Python module pynvml is missing.</source>
        <translation>Das Python-Modul pynvml fehlt.</translation>
    </message>
    <message>
        <source>This machine has no NVIDIA GPU.</source>
        <translation>Dieser Rechner hat keine NVIDIA-GPU.</translation>
    </message>
    <message>
        <source>This machine has {names} graphics only; Rigwise starts servers on NVIDIA GPUs.</source>
        <translation>Dieser Rechner hat nur Grafik von {names}; Rigwise startet Server auf NVIDIA-GPUs.</translation>
    </message>
    <message>
        <source>This user may not talk to the NVIDIA driver.</source>
        <translation>Dieser Benutzer darf nicht mit dem NVIDIA-Treiber sprechen.</translation>
    </message>
    <message>
        <source>This user may not use GPU {index}.</source>
        <translation>Dieser Benutzer darf GPU {index} nicht verwenden.</translation>
    </message>
    <message>
        <source>Turn MIG off with `sudo nvidia-smi -i {index} -mig 0`, or plan with the slice&apos;s memory.</source>
        <translation>Schalten Sie MIG mit `sudo nvidia-smi -i {index} -mig 0` ab, oder planen Sie mit dem Speicher der Scheibe.</translation>
    </message>
    <message>
        <source>Write it as the driver does, such as &quot;RTX 4090&quot; or &quot;RTX 3090&quot;.</source>
        <translation>Schreiben Sie ihn wie der Treiber, etwa „RTX 4090“ oder „RTX 3090“.</translation>
    </message>
    <message>
        <source>no GPU</source>
        <translation>keine GPU</translation>
    </message>
    <message>
        <source>what CUDA sees of the {name}&apos;s memory is derived, nobody measured it</source>
        <translation>was CUDA vom Speicher der {name} sieht, ist abgeleitet, niemand hat es gemessen</translation>
    </message>
    <message>
        <source>{name} does not tell its compute capability; 8.0 is assumed</source>
        <translation>{name} nennt ihre Compute Capability nicht; 8.0 ist angenommen</translation>
    </message>
    <message>
        <source>{name} has no NVLink.</source>
        <translation>{name} hat kein NVLink.</translation>
    </message>
    <message>
        <source>{name} is not in the GPU catalogue.</source>
        <translation>{name} ist nicht im GPU-Katalog.</translation>
    </message>
    <message>
        <source>{name} is not in the GPU catalogue; compute capability {shown} is assumed</source>
        <translation>{name} ist nicht im GPU-Katalog; Compute Capability {shown} ist angenommen</translation>
    </message>
    <message>
        <source>{name} reports no memory of its own; the machine&apos;s is taken</source>
        <translation>{name} meldet keinen eigenen Speicher; der des Rechners ist genommen</translation>
    </message>
    <message>
        <source>{name} shares the machine&apos;s memory; 95 % of it is taken for the GPU</source>
        <translation>{name} teilt sich den Speicher des Rechners; 95 % davon sind für die GPU genommen</translation>
    </message>
</context>
<context>
    <name>rig page</name>
    <message>
        <source>Add a card</source>
        <translation>Karte hinzufügen</translation>
    </message>
    <message>
        <source>All cards are joined by NVLink.</source>
        <translation>Alle Karten sind über NVLink verbunden.</translation>
    </message>
    <message>
        <source>Card {number}</source>
        <translation>Karte {number}</translation>
    </message>
    <message>
        <source>Compose a rig</source>
        <translation>Rechner zusammenstellen</translation>
    </message>
    <message>
        <source>Compute capability is NVIDIA&apos;s number for a GPU&apos;s generation: it decides which number formats run at full speed. PCIe is the card&apos;s way to the rest of the machine.</source>
        <translation>Compute Capability ist NVIDIAs Zahl für die Generation einer GPU: Sie entscheidet, welche Zahlenformate mit voller Geschwindigkeit rechnen. PCIe ist der Weg der Karte zum Rest des Rechners.</translation>
    </message>
    <message>
        <source>ECC on</source>
        <translation>ECC an</translation>
    </message>
    <message>
        <source>Looking for GPUs …</source>
        <translation>GPUs werden gesucht …</translation>
    </message>
    <message>
        <source>NVIDIA driver unknown</source>
        <translation>NVIDIA-Treiber unbekannt</translation>
    </message>
    <message>
        <source>NVIDIA driver {version}</source>
        <translation>NVIDIA-Treiber {version}</translation>
    </message>
    <message>
        <source>NVLink bridge</source>
        <translation>NVLink-Brücke</translation>
    </message>
    <message>
        <source>NVLink joins GPUs {pairs}; the others talk over PCIe.</source>
        <translation>NVLink verbindet die GPUs {pairs}; die anderen sprechen über PCIe.</translation>
    </message>
    <message>
        <source>Plan for cards you do not have here: up to eight, mixed if you like.</source>
        <translation>Planen Sie für Karten, die hier nicht stecken: bis zu acht, auch gemischt.</translation>
    </message>
    <message>
        <source>Plan with these cards</source>
        <translation>Mit diesen Karten planen</translation>
    </message>
    <message>
        <source>Remove a card</source>
        <translation>Karte entfernen</translation>
    </message>
    <message>
        <source>Rigwise plans for the cards that are ticked, or for a rig that you compose.</source>
        <translation>Rigwise plant für die angekreuzten Karten oder für einen Rechner, den Sie zusammenstellen.</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULIERT</translation>
    </message>
    <message>
        <source>The cards reach each other&apos;s memory over PCIe.</source>
        <translation>Die Karten erreichen den Speicher der anderen über PCIe.</translation>
    </message>
    <message>
        <source>The cards talk over PCIe through the host: splitting a model costs some speed.</source>
        <translation>Die Karten sprechen über PCIe durch den Hauptprozessor: Ein Modell aufzuteilen kostet etwas Tempo.</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Use this GPU for the server</source>
        <translation>Diese GPU für den Server benutzen</translation>
    </message>
    <message>
        <source>Your rig</source>
        <translation>Ihr Rechner</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>compute capability {version}</source>
        <translation>Compute Capability {version}</translation>
    </message>
    <message>
        <source>display attached</source>
        <translation>Bildschirm angeschlossen</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>under WSL</source>
        <translation>unter WSL</translation>
    </message>
    <message>
        <source>{facts} — held by {programs}</source>
        <translation>{facts} — belegt von {programs}</translation>
    </message>
    <message>
        <source>{share:.0%} busy</source>
        <translation>{share:.0%} ausgelastet</translation>
    </message>
    <message>
        <source>{size} for CUDA</source>
        <translation>{size} für CUDA</translation>
    </message>
    <message>
        <source>{size} in use</source>
        <translation>{size} belegt</translation>
    </message>
    <message>
        <source>{size} shared with the machine</source>
        <translation>{size}, mit dem Rechner geteilt</translation>
    </message>
</context>
<context>
    <name>servers</name>
    <message>
        <source>A server named {name} is just being started, perhaps by another Rigwise.</source>
        <translation>Ein Server namens {name} wird gerade gestartet, vielleicht von einem anderen Rigwise.</translation>
    </message>
    <message>
        <source>A server named {name} is running already, on port {port}.</source>
        <translation>Ein Server namens {name} läuft schon, auf Port {port}.</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>Basis-URL</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>KV cache {share:.0%} used</source>
        <translation>KV-Cache zu {share:.0%} belegt</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Leave it to its owner.</source>
        <translation>Überlassen Sie ihn seinem Besitzer.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Make your home directory writable, or choose another cache folder.</source>
        <translation>Machen Sie Ihr Home-Verzeichnis beschreibbar, oder wählen Sie einen anderen Cache-Ordner.</translation>
    </message>
    <message>
        <source>Plan it anew for the cards that are here.</source>
        <translation>Planen Sie ihn neu für die Karten, die da sind.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove it: `docker rm {kept}`.</source>
        <translation>Entfernen Sie ihn: `docker rm {kept}`.</translation>
    </message>
    <message>
        <source>Remove with image</source>
        <translation>Mit Image entfernen</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Removing the server frees {size}, and its image {image} another {image_size}, if that goes too. The model stays in your Hub cache.</source>
        <translation>Den Server zu entfernen schafft {size} Platz, und sein Image {image} weitere {image_size}, wenn es auch geht. Das Modell bleibt in Ihrem Hub-Cache.</translation>
    </message>
    <message>
        <source>Removing the server frees {size}. The model stays in your Hub cache.</source>
        <translation>Den Server zu entfernen schafft {size} Platz. Das Modell bleibt in Ihrem Hub-Cache.</translation>
    </message>
    <message>
        <source>Server {name}, {state}. {load}</source>
        <translation>Server {name}, {state}. {load}</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Start it again.</source>
        <translation>Starten Sie ihn erneut.</translation>
    </message>
    <message>
        <source>Start with the machine</source>
        <translation>Mit dem Rechner starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop that one first.</source>
        <translation>Stoppen Sie diesen zuerst.</translation>
    </message>
    <message>
        <source>The cards that {name} was started on are not here any more.</source>
        <translation>Die Karten, auf denen {name} gestartet wurde, sind nicht mehr da.</translation>
    </message>
    <message>
        <source>The container is no longer there.</source>
        <translation>Der Container ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The container {name} is not one of Rigwise&apos;s.</source>
        <translation>Der Container {name} gehört nicht zu Rigwise.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {why}.</source>
        <translation>Der Ordner {folder} lässt sich nicht anlegen: {why}.</translation>
    </message>
    <message>
        <source>The server&apos;s address, or a request as curl or Python</source>
        <translation>Die Adresse des Servers oder eine Anfrage als curl oder Python</translation>
    </message>
    <message>
        <source>The servers of Rigwise here: {names}.</source>
        <translation>Die Server von Rigwise hier: {names}.</translation>
    </message>
    <message>
        <source>There is no server {name}.</source>
        <translation>Es gibt keinen Server {name}.</translation>
    </message>
    <message>
        <source>There is still a container {kept}.</source>
        <translation>Es gibt noch einen Container {kept}.</translation>
    </message>
    <message>
        <source>Update image</source>
        <translation>Image aktualisieren</translation>
    </message>
    <message>
        <source>Update to vLLM {release}</source>
        <translation>Auf vLLM {release} aktualisieren</translation>
    </message>
    <message>
        <source>Use the name.</source>
        <translation>Benutzen Sie den Namen.</translation>
    </message>
    <message>
        <source>Wait a moment; it will be on the list of servers.</source>
        <translation>Warten Sie einen Moment; er erscheint in der Liste der Server.</translation>
    </message>
    <message>
        <source>ended with exit code {code}</source>
        <translation>mit Exit-Code {code} beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>never started</source>
        <translation>nie gestartet</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>{address}, other machines too, with a key  ·  vLLM {release}</source>
        <translation>{address}, auch andere Rechner, mit einem Schlüssel  ·  vLLM {release}</translation>
    </message>
    <message>
        <source>{address}, this machine only  ·  vLLM {release}</source>
        <translation>{address}, nur dieser Rechner  ·  vLLM {release}</translation>
    </message>
    <message>
        <source>{name} means several servers: {several}.</source>
        <translation>{name} meint mehrere Server: {several}.</translation>
    </message>
    <message>
        <source>{running} requests running, {waiting} waiting</source>
        <translation>{running} Anfragen laufen, {waiting} warten</translation>
    </message>
    <message>
        <source>{speed:,.0f} tokens a second</source>
        <translation>{speed:,.0f} Token pro Sekunde</translation>
    </message>
</context>
<context>
    <name>servers page</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Everything that Rigwise has started on this machine.</source>
        <translation>Alles, was Rigwise auf diesem Rechner gestartet hat.</translation>
    </message>
    <message>
        <source>Fetching {image} …</source>
        <translation>{image} wird geholt …</translation>
    </message>
    <message>
        <source>Fetching {image}: {share:.0%}</source>
        <translation>{image} wird geholt: {share:.0%}</translation>
    </message>
    <message>
        <source>Log of {server}</source>
        <translation>Log von {server}</translation>
    </message>
    <message>
        <source>Removing {server} …</source>
        <translation>{server} wird entfernt …</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Starting {server} …</source>
        <translation>{server} wird gestartet …</translation>
    </message>
    <message>
        <source>Stopping {server} …</source>
        <translation>{server} wird gestoppt …</translation>
    </message>
    <message>
        <source>There are no servers yet. Plan one and start it: it will be listed here.</source>
        <translation>Noch gibt es keine Server. Planen und starten Sie einen: Er erscheint dann hier.</translation>
    </message>
</context>
<context>
    <name>speculation</name>
    <message>
        <source>--speculative-config does not say how many tokens to guess (num_speculative_tokens).</source>
        <translation>--speculative-config sagt nicht, wie viele Token geraten werden sollen (num_speculative_tokens).</translation>
    </message>
    <message>
        <source>--speculative-config is no JSON object.</source>
        <translation>--speculative-config ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>--speculative-config is not JSON.</source>
        <translation>--speculative-config ist kein JSON.</translation>
    </message>
    <message>
        <source>--speculative-config names neither a method nor a model.</source>
        <translation>--speculative-config nennt weder eine Methode noch ein Modell.</translation>
    </message>
    <message>
        <source>Keep one of the two.</source>
        <translation>Behalten Sie eines von beiden.</translation>
    </message>
    <message>
        <source>Leave speculation out</source>
        <translation>Auf Spekulation verzichten</translation>
    </message>
    <message>
        <source>Leave speculation out, or take a draft model or n-grams.</source>
        <translation>Verzichten Sie auf Spekulation, oder nehmen Sie ein Entwurfsmodell oder N-Gramme.</translation>
    </message>
    <message>
        <source>Speculation by {method} needs a model, and --speculative-config names none.</source>
        <translation>Spekulation mit {method} braucht ein Modell, und --speculative-config nennt keines.</translation>
    </message>
    <message>
        <source>Take a smaller model of the same family.</source>
        <translation>Nehmen Sie ein kleineres Modell derselben Familie.</translation>
    </message>
    <message>
        <source>The draft model has {own:,} vocabulary entries, the model {wanted:,}; both need the same.</source>
        <translation>Das Entwurfsmodell hat {own:,} Vokabulareinträge, das Modell {wanted:,}; beide brauchen gleich viele.</translation>
    </message>
    <message>
        <source>Write --speculative-config as vLLM takes it: `{{&quot;method&quot;: &quot;mtp&quot;, &quot;num_speculative_tokens&quot;: 2}}`.</source>
        <translation>Schreiben Sie --speculative-config, wie vLLM es annimmt: `{{&quot;method&quot;: &quot;mtp&quot;, &quot;num_speculative_tokens&quot;: 2}}`.</translation>
    </message>
    <message>
        <source>draft_tensor_parallel_size is neither 1 nor the model&apos;s own {tp}.</source>
        <translation>draft_tensor_parallel_size ist weder 1 noch die {tp} des Modells selbst.</translation>
    </message>
    <message>
        <source>num_speculative_tokens in --speculative-config is no whole number above 0.</source>
        <translation>num_speculative_tokens in --speculative-config ist keine ganze Zahl über 0.</translation>
    </message>
    <message>
        <source>speculation by {method} is counted like a draft model</source>
        <translation>Spekulation mit {method} wird wie ein Entwurfsmodell gezählt</translation>
    </message>
    <message>
        <source>vLLM finds no modules for multi-token prediction in this checkpoint.</source>
        <translation>vLLM findet in diesem Checkpoint keine Module zur Vorhersage mehrerer Token.</translation>
    </message>
    <message>
        <source>what speculation by {method} takes is not known and not counted</source>
        <translation>was Spekulation mit {method} braucht, ist nicht bekannt und nicht gezählt</translation>
    </message>
    <message>
        <source>what the draft model {model} takes is not known and not counted</source>
        <translation>was das Entwurfsmodell {model} braucht, ist nicht bekannt und nicht gezählt</translation>
    </message>
    <message>
        <source>{flag} and {name} in --speculative-config say the same thing twice.</source>
        <translation>{flag} und {name} in --speculative-config sagen dasselbe zweimal.</translation>
    </message>
    <message>
        <source>{tokens} tokens are no multiple of the checkpoint&apos;s {count} prediction modules.</source>
        <translation>{tokens} Token sind kein Vielfaches der {count} Vorhersagemodule des Checkpoints.</translation>
    </message>
</context>
<context>
    <name>speed</name>
    <message>
        <source>A smaller KV cache type, a shorter context or more memory lets more requests in.</source>
        <translation>Ein kleinerer KV-Cache-Typ, kürzerer Kontext oder mehr Speicher lässt mehr Anfragen hinein.</translation>
    </message>
    <message>
        <source>Cards with more tensor throughput, or a format they multiply natively.</source>
        <translation>Karten mit mehr Tensor-Durchsatz, oder ein Format, das sie nativ multiplizieren.</translation>
    </message>
    <message>
        <source>Fewer bits per weight, faster memory, or more tensor-parallel ranks to read at once.</source>
        <translation>Weniger Bits je Gewicht, schnellerer Speicher oder mehr Tensor-parallele Ränge, die gleichzeitig lesen.</translation>
    </message>
    <message>
        <source>Launching the kernels one by one takes longer still: CUDA graphs lift that.</source>
        <translation>Die Kernel einzeln zu starten dauert noch länger: CUDA-Graphen beheben das.</translation>
    </message>
    <message>
        <source>Launching the kernels takes longer still: only a larger batch makes use of this card.</source>
        <translation>Das Starten der Kernel dauert noch länger: Nur ein größerer Batch nutzt diese Karte aus.</translation>
    </message>
    <message>
        <source>NVLink instead of {way}, or fewer tensor-parallel ranks.</source>
        <translation>NVLink statt {way}, oder weniger Tensor-parallele Ränge.</translation>
    </message>
    <message>
        <source>PCIe through the host&apos;s memory</source>
        <translation>PCIe durch den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>PCIe, card to card</source>
        <translation>PCIe, von Karte zu Karte</translation>
    </message>
    <message>
        <source>arithmetic</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>launching kernels</source>
        <translation>Starten der Kernel</translation>
    </message>
    <message>
        <source>reading weights and cache</source>
        <translation>Lesen von Gewichten und Cache</translation>
    </message>
    <message>
        <source>reading weights and cache from the cards&apos; memory</source>
        <translation>das Lesen von Gewichten und Cache aus dem Speicher der Karten</translation>
    </message>
    <message>
        <source>scheduling and sampling</source>
        <translation>Scheduling und Sampling</translation>
    </message>
    <message>
        <source>sums over the cards</source>
        <translation>Summen über die Karten</translation>
    </message>
    <message>
        <source>the arithmetic of the tensor cores</source>
        <translation>das Rechnen der Tensor-Kerne</translation>
    </message>
    <message>
        <source>the room for the KV cache, which keeps requests waiting</source>
        <translation>der Platz für den KV-Cache, der Anfragen warten lässt</translation>
    </message>
    <message>
        <source>the sums over the cards&apos; links</source>
        <translation>die Summen über die Verbindungen der Karten</translation>
    </message>
</context>
<context>
    <name>splits</name>
    <message>
        <source>one card</source>
        <translation>eine Karte</translation>
    </message>
    <message>
        <source>pipeline {pp}</source>
        <translation>Pipeline {pp}</translation>
    </message>
    <message>
        <source>pipeline {pp} ({layers} layers)</source>
        <translation>Pipeline {pp} ({layers} Schichten)</translation>
    </message>
    <message>
        <source>tensor parallel {tp}</source>
        <translation>Tensor-Parallelität {tp}</translation>
    </message>
    <message>
        <source>{dp} replicas</source>
        <translation>{dp} Kopien</translation>
    </message>
    <message>
        <source>{split}, whole experts</source>
        <translation>{split}, ganze Experten</translation>
    </message>
</context>
<context>
    <name>steps</name>
    <message>
        <source>Fit</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Launch</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Rig</source>
        <translation>Rechner</translation>
    </message>
</context>
<context>
    <name>strengths</name>
    <message>
        <source>best all round</source>
        <translation>Allround</translation>
    </message>
    <message>
        <source>fast answers</source>
        <translation>schnelle Antworten</translation>
    </message>
    <message>
        <source>leaves room</source>
        <translation>lässt Platz</translation>
    </message>
    <message>
        <source>long context</source>
        <translation>langen Kontext</translation>
    </message>
    <message>
        <source>made for coding</source>
        <translation>Programmieren</translation>
    </message>
    <message>
        <source>sees images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>thinks first</source>
        <translation>Nachdenken</translation>
    </message>
</context>
<context>
    <name>sums</name>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>How vLLM comes from the card&apos;s memory to what is left for its KV cache.</source>
        <translation>Wie vLLM vom Speicher der Karte zu dem kommt, was für seinen KV-Cache bleibt.</translation>
    </message>
    <message>
        <source>KV cache as set</source>
        <translation>KV-Cache wie gesetzt</translation>
    </message>
    <message>
        <source>Layers {first} to {last} of the model live on this GPU.</source>
        <translation>Die Schichten {first} bis {last} des Modells liegen auf dieser GPU.</translation>
    </message>
    <message>
        <source>One request of {context:,} tokens takes {blocks:,} blocks of {width:,} bytes, {tokens:,} tokens each, from {groups} groups of layers together.</source>
        <translation>Eine Anfrage mit {context:,} Token nimmt {blocks:,} Blöcke zu {width:,} Bytes, je {tokens:,} Token, aus {groups} Gruppen von Schichten zusammen.</translation>
    </message>
    <message>
        <source>One request of {context:,} tokens takes {blocks:,} blocks of {width:,} bytes, {tokens:,} tokens each.</source>
        <translation>Eine Anfrage mit {context:,} Token nimmt {blocks:,} Blöcke zu {width:,} Bytes, je {tokens:,} Token.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Part of this is a range: it depends on kernels, driver and what is asked at the moment.</source>
        <translation>Ein Teil davon ist eine Spanne: Er hängt von Kerneln, Treiber und den Anfragen des Augenblicks ab.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>The model keeps nothing per request.</source>
        <translation>Das Modell hebt je Anfrage nichts auf.</translation>
    </message>
    <message>
        <source>The sum of {part}</source>
        <translation>Die Rechnung zu: {part}</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>all of {shape}</source>
        <translation>ganz {shape}</translation>
    </message>
    <message>
        <source>as summed above</source>
        <translation>wie oben summiert</translation>
    </message>
    <message>
        <source>columns of {shape} divided by {ranks}</source>
        <translation>Spalten von {shape}, geteilt durch {ranks}</translation>
    </message>
    <message>
        <source>columns of {shape} divided by {ranks}, padded to the kernel&apos;s tiles</source>
        <translation>Spalten von {shape}, geteilt durch {ranks}, auf die Kacheln des Kernels aufgefüllt</translation>
    </message>
    <message>
        <source>cpu_offload_gb: read over PCIe at every step</source>
        <translation>cpu_offload_gb: bei jedem Schritt über PCIe gelesen</translation>
    </message>
    <message>
        <source>ends of torch&apos;s memory blocks, and copies that kernels made while loading; this release counts them here</source>
        <translation>Enden der Speicherblöcke von torch und Kopien, die Kernel beim Laden gemacht haben; diese Version zählt sie hier</translation>
    </message>
    <message>
        <source>for more requests at once</source>
        <translation>für weitere gleichzeitige Anfragen</translation>
    </message>
    <message>
        <source>for the requests wanted</source>
        <translation>für die gewünschten Anfragen</translation>
    </message>
    <message>
        <source>gpu_memory_utilization, rounded up</source>
        <translation>gpu_memory_utilization, aufgerundet</translation>
    </message>
    <message>
        <source>kept by loading</source>
        <translation>vom Laden behalten</translation>
    </message>
    <message>
        <source>kept in the machine&apos;s memory</source>
        <translation>im Arbeitsspeicher gehalten</translation>
    </message>
    <message>
        <source>layers that keep a sliding window</source>
        <translation>Schichten mit gleitendem Fenster</translation>
    </message>
    <message>
        <source>layers that keep a state</source>
        <translation>Schichten, die einen Zustand halten</translation>
    </message>
    <message>
        <source>layers that keep every token</source>
        <translation>Schichten, die jedes Token halten</translation>
    </message>
    <message>
        <source>layers that keep one latent a token</source>
        <translation>Schichten, die ein Latent je Token halten</translation>
    </message>
    <message>
        <source>layers that keep the present chunk</source>
        <translation>Schichten, die den jetzigen Abschnitt halten</translation>
    </message>
    <message>
        <source>layers that keep what the encoder made of the input</source>
        <translation>Schichten, die halten, was der Encoder aus der Eingabe machte</translation>
    </message>
    <message>
        <source>pages of {size:,} bytes, which hold {tokens:,} tokens</source>
        <translation>Seiten zu {size:,} Bytes, die {tokens:,} Token fassen</translation>
    </message>
    <message>
        <source>query heads of {shape} divided by {ranks}, {heads} key-value heads divided by {ranks}</source>
        <translation>Query-Köpfe von {shape}, geteilt durch {ranks}, {heads} Key-Value-Köpfe, geteilt durch {ranks}</translation>
    </message>
    <message>
        <source>query heads of {shape} divided by {ranks}, {heads} key-value heads, fewer than GPUs, so one is copied to each</source>
        <translation>Query-Köpfe von {shape}, geteilt durch {ranks}, {heads} Key-Value-Köpfe, weniger als GPUs, daher je einer kopiert</translation>
    </message>
    <message>
        <source>replicated: every GPU holds all of {shape}</source>
        <translation>repliziert: jede GPU hält ganz {shape}</translation>
    </message>
    <message>
        <source>rotary table of compressed layers</source>
        <translation>Rotary-Tabelle komprimierter Schichten</translation>
    </message>
    <message>
        <source>rotary table of windowed layers</source>
        <translation>Rotary-Tabelle der Fenster-Schichten</translation>
    </message>
    <message>
        <source>rotary tables</source>
        <translation>Rotary-Tabellen</translation>
    </message>
    <message>
        <source>rows of {shape} divided by {ranks}</source>
        <translation>Zeilen von {shape}, geteilt durch {ranks}</translation>
    </message>
    <message>
        <source>rows of {shape} divided by {ranks}, padded to the kernel&apos;s tiles</source>
        <translation>Zeilen von {shape}, geteilt durch {ranks}, auf die Kacheln des Kernels aufgefüllt</translation>
    </message>
    <message>
        <source>set by hand, whatever else the card holds</source>
        <translation>von Hand gesetzt, was auch immer die Karte sonst hält</translation>
    </message>
    <message>
        <source>vLLM&apos;s share of the card</source>
        <translation>Anteil von vLLM an der Karte</translation>
    </message>
    <message>
        <source>vocabulary rows of {shape} padded to {padding}s and divided by {ranks}</source>
        <translation>Vokabularzeilen von {shape}, auf {padding}er aufgefüllt und geteilt durch {ranks}</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>what the budget leaves, in whole blocks of {width:,} bytes over all layers</source>
        <translation>was das Budget lässt, in ganzen Blöcken zu {width:,} Bytes über alle Schichten</translation>
    </message>
    <message>
        <source>whole experts of {shape}, {held:,} of {count:,} on each GPU</source>
        <translation>ganze Experten von {shape}, {held:,} von {count:,} auf jeder GPU</translation>
    </message>
    <message>
        <source>wide rotary tables</source>
        <translation>breite Rotary-Tabellen</translation>
    </message>
    <message>
        <source>{blocks:,} blocks hold the wanted requests of {context:,} tokens</source>
        <translation>{blocks:,} Blöcke fassen die gewünschten Anfragen mit {context:,} Token</translation>
    </message>
    <message>
        <source>{count:,} bytes</source>
        <translation>{count:,} Bytes</translation>
    </message>
    <message>
        <source>{likely:,.2f} {unit} ({low:,.2f} to {high:,.2f})</source>
        <translation>{likely:,.2f} {unit} ({low:,.2f} bis {high:,.2f})</translation>
    </message>
    <message>
        <source>{part} on {card}</source>
        <translation>{part} auf {card}</translation>
    </message>
    <message>
        <source>{sharing}, in {format}</source>
        <translation>{sharing}, in {format}</translation>
    </message>
    <message>
        <source>{tokens:,} tokens of {size:,} bytes: {heads} heads of {key} for keys and {value} for values</source>
        <translation>{tokens:,} Token zu {size:,} Bytes: {heads} Köpfe mit {key} für Keys und {value} für Values</translation>
    </message>
</context>
<context>
    <name>themes</name>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
</context>
<context>
    <name>units</name>
    <message>
        <source>1 request at once</source>
        <translation>1 Anfrage gleichzeitig</translation>
    </message>
    <message>
        <source>{count:,} requests at once</source>
        <translation>{count:,} Anfragen gleichzeitig</translation>
    </message>
</context>
<context>
    <name>ways</name>
    <message>
        <source>Nothing else gives more.</source>
        <translation>Nichts anderes bringt mehr.</translation>
    </message>
    <message>
        <source>{format} ({size}) does not fit.</source>
        <translation>{format} ({size}) passt nicht.</translation>
    </message>
    <message>
        <source>{format} does not fit.</source>
        <translation>{format} passt nicht.</translation>
    </message>
    <message>
        <source>{quality}, computed natively by these cards, it leaves room for {context:,} tokens of context.</source>
        <translation>{quality}, von diesen Karten nativ gerechnet, es lässt Platz für {context:,} Token Kontext.</translation>
    </message>
    <message>
        <source>{quality}, it leaves room for {context:,} tokens of context.</source>
        <translation>{quality}, es lässt Platz für {context:,} Token Kontext.</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>A server is running</source>
        <translation>Ein Server läuft</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It starts: up to {tokens:,} tokens of context.</source>
        <translation>Es startet: bis zu {tokens:,} Token Kontext.</translation>
    </message>
    <message>
        <source>It starts: up to {tokens:,} tokens of context. The margin is small.</source>
        <translation>Es startet: bis zu {tokens:,} Token Kontext. Der Spielraum ist klein.</translation>
    </message>
    <message>
        <source>Keep it running</source>
        <translation>Weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Open Rigwise again to find it, or `docker ps` in a terminal.</source>
        <translation>Öffnen Sie Rigwise wieder, um ihn zu finden, oder `docker ps` in einem Terminal.</translation>
    </message>
    <message>
        <source>Run `nvidia-smi` and follow what it says.</source>
        <translation>Führen Sie `nvidia-smi` aus und folgen Sie seinem Rat.</translation>
    </message>
    <message>
        <source>Something in Rigwise went wrong. Your server is not affected.</source>
        <translation>In Rigwise ist etwas schiefgegangen. Ihr Server ist nicht betroffen.</translation>
    </message>
    <message>
        <source>Start the server</source>
        <translation>Den Server starten</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stop it and quit</source>
        <translation>Stoppen und beenden</translation>
    </message>
    <message>
        <source>The cards of this machine are gone.</source>
        <translation>Die Karten dieses Rechners sind verschwunden.</translation>
    </message>
    <message>
        <source>The cards of this machine have changed: now {rig}.</source>
        <translation>Die Karten dieses Rechners haben sich geändert: jetzt {rig}.</translation>
    </message>
    <message>
        <source>The language changes when Rigwise is opened the next time: something is under way.</source>
        <translation>Die Sprache wechselt beim nächsten Öffnen von Rigwise: Es läuft gerade etwas.</translation>
    </message>
    <message>
        <source>The look at the GPUs failed: {error}.</source>
        <translation>Die Suche nach den GPUs ist gescheitert: {error}.</translation>
    </message>
    <message>
        <source>The plan was made anew for it.</source>
        <translation>Der Plan wurde dafür neu gemacht.</translation>
    </message>
    <message>
        <source>The server is being stopped, then Rigwise closes.</source>
        <translation>Der Server wird gestoppt, dann schließt Rigwise.</translation>
    </message>
    <message>
        <source>The server keeps running without Rigwise. Stop it?</source>
        <translation>Der Server läuft ohne Rigwise weiter. Stoppen?</translation>
    </message>
    <message>
        <source>Your settings are kept.</source>
        <translation>Ihre Einstellungen bleiben.</translation>
    </message>
</context>
<context>
    <name>wishes</name>
    <message>
        <source>GPU {cards} is left alone</source>
        <translation>GPU {cards} bleibt frei</translation>
    </message>
    <message>
        <source>a coding agent with long context</source>
        <translation>einen Coding-Agenten mit langem Kontext</translation>
    </message>
    <message>
        <source>a team at once</source>
        <translation>ein Team gleichzeitig</translation>
    </message>
    <message>
        <source>at least {least_context:,} tokens</source>
        <translation>mindestens {least_context:,} Token</translation>
    </message>
    <message>
        <source>at most {most_cards} cards</source>
        <translation>höchstens {most_cards} Karten</translation>
    </message>
    <message>
        <source>jobs overnight</source>
        <translation>Aufträge über Nacht</translation>
    </message>
    <message>
        <source>no FP8 KV cache</source>
        <translation>kein KV-Cache in FP8</translation>
    </message>
    <message>
        <source>one person&apos;s chat</source>
        <translation>den Chat einer Person</translation>
    </message>
    <message>
        <source>{free:g} GiB stay free on every card</source>
        <translation>{free:g} GiB bleiben auf jeder Karte frei</translation>
    </message>
</context>
<context>
    <name>wizard</name>
    <message>
        <source>Check the Fit page before you start.</source>
        <translation>Prüfen Sie die Seite „Plan“, bevor Sie starten.</translation>
    </message>
    <message>
        <source>Check who may read it.</source>
        <translation>Prüfen Sie, wer sie lesen darf.</translation>
    </message>
    <message>
        <source>Check who may write in its folder.</source>
        <translation>Prüfen Sie, wer in diesen Ordner schreiben darf.</translation>
    </message>
    <message>
        <source>Choose a file that Rigwise exported.</source>
        <translation>Wählen Sie eine Datei, die Rigwise exportiert hat.</translation>
    </message>
    <message>
        <source>Choose a rig and a model first.</source>
        <translation>Wählen Sie zuerst einen Rechner und ein Modell.</translation>
    </message>
    <message>
        <source>Copy the command for the real machine.</source>
        <translation>Kopieren Sie den Befehl für den echten Rechner.</translation>
    </message>
    <message>
        <source>Export it again, or mend it.</source>
        <translation>Exportieren Sie es erneut, oder berichtigen Sie es.</translation>
    </message>
    <message>
        <source>It should start, but the margin is small: at the pessimistic end of the estimate it would not.</source>
        <translation>Es sollte starten, aber der Spielraum ist klein: Am pessimistischen Ende der Schätzung täte es das nicht.</translation>
    </message>
    <message>
        <source>Leave some headroom, and compare with what vLLM logs.</source>
        <translation>Lassen Sie etwas Reserve, und vergleichen Sie mit dem Log von vLLM.</translation>
    </message>
    <message>
        <source>Look at the code on the model&apos;s page, and agree to this commit of it or choose another model.</source>
        <translation>Sehen Sie sich den Code auf der Modellseite an und stimmen Sie diesem Commit zu, oder wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>Look it up on the Model page, then go on.</source>
        <translation>Suchen Sie es auf der Seite „Modell“ und machen Sie dann weiter.</translation>
    </message>
    <message>
        <source>Make room or give yourself the right to write there; Rigwise works on without it.</source>
        <translation>Schaffen Sie Platz oder geben Sie sich dort Schreibrechte; Rigwise arbeitet auch ohne weiter.</translation>
    </message>
    <message>
        <source>No GPU is chosen.</source>
        <translation>Keine GPU ist gewählt.</translation>
    </message>
    <message>
        <source>No model is chosen.</source>
        <translation>Kein Modell ist gewählt.</translation>
    </message>
    <message>
        <source>Pick one from the list, or open a folder.</source>
        <translation>Wählen Sie eines aus der Liste, oder öffnen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>Take a shorter context for a sure start.</source>
        <translation>Nehmen Sie einen kürzeren Kontext, um sicher zu starten.</translation>
    </message>
    <message>
        <source>There is no plan yet.</source>
        <translation>Es gibt noch keinen Plan.</translation>
    </message>
    <message>
        <source>This choice holds until Rigwise is closed.</source>
        <translation>Diese Wahl gilt, bis Rigwise geschlossen wird.</translation>
    </message>
    <message>
        <source>This file is not JSON.</source>
        <translation>Diese Datei ist kein JSON.</translation>
    </message>
    <message>
        <source>This file is not a Rigwise profile.</source>
        <translation>Diese Datei ist kein Rigwise-Profil.</translation>
    </message>
    <message>
        <source>This file is too large for a profile.</source>
        <translation>Diese Datei ist zu groß für ein Profil.</translation>
    </message>
    <message>
        <source>This profile needs more cards than there are, so its plan was made anew.</source>
        <translation>Dieses Profil braucht mehr Karten, als da sind, daher wurde sein Plan neu gemacht.</translation>
    </message>
    <message>
        <source>This profile was made for other cards; here it is planned for {cards}.</source>
        <translation>Dieses Profil wurde für andere Karten gemacht; hier ist es für {cards} geplant.</translation>
    </message>
    <message>
        <source>This profile was written by a newer Rigwise.</source>
        <translation>Dieses Profil wurde von einem neueren Rigwise geschrieben.</translation>
    </message>
    <message>
        <source>This rig is composed, so nothing can be started on it.</source>
        <translation>Dieser Rechner ist zusammengestellt, daher lässt sich darauf nichts starten.</translation>
    </message>
    <message>
        <source>Tick at least one card, or compose a rig.</source>
        <translation>Haken Sie mindestens eine Karte an, oder stellen Sie einen Rechner zusammen.</translation>
    </message>
    <message>
        <source>Update Rigwise, then open it.</source>
        <translation>Aktualisieren Sie Rigwise und öffnen Sie es dann.</translation>
    </message>
    <message>
        <source>does not start yet</source>
        <translation>startet noch nicht</translation>
    </message>
    <message>
        <source>port {port}</source>
        <translation>Port {port}</translation>
    </message>
    <message>
        <source>unknown reason</source>
        <translation>unbekannter Grund</translation>
    </message>
    <message>
        <source>{context:,} tokens, {requests:,} at once</source>
        <translation>{context:,} Token, {requests:,} gleichzeitig</translation>
    </message>
    <message>
        <source>{flags} may change what lies on the cards, and the estimate does not follow it.</source>
        <translation>{flags} verändert vielleicht, was auf den Karten liegt, und die Schätzung berücksichtigt es nicht.</translation>
    </message>
    <message>
        <source>{folder} cannot be written: {why}.</source>
        <translation>{folder} lässt sich nicht beschreiben: {why}.</translation>
    </message>
    <message>
        <source>{model} is neither in the catalogue nor known from an earlier look.</source>
        <translation>{model} ist weder im Katalog noch von einem früheren Blick bekannt.</translation>
    </message>
    <message>
        <source>{model} runs only with Python code of its own.</source>
        <translation>{model} läuft nur mit eigenem Python-Code.</translation>
    </message>
    <message>
        <source>{name} is not text.</source>
        <translation>{name} ist kein Text.</translation>
    </message>
    <message>
        <source>{path} cannot be deleted: {why}.</source>
        <translation>{path} lässt sich nicht löschen: {why}.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation>{path} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>“{where}” in this profile does not hold what it should.</source>
        <translation>„{where}“ in diesem Profil enthält nicht, was dort stehen sollte.</translation>
    </message>
</context>
</TS>
